/**
 * The secrets that this process knows, and the wall that keeps them from whatever is shown, written or sent: they are found by
 * their value, in the spellings in which values leak.
 */
package sacred.providers.secret;
