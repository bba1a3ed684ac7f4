/** The log of this program: a file for diagnosis that nobody has to look at, and nothing of a conversation in it. */
package sacred.app.log;
