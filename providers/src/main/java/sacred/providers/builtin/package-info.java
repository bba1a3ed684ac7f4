/**
 * The deterministic engine that stands in when there is no language model: it recognises the questions that a tool can
 * answer, and says plainly that it can answer no others. The same recognition serves the rules of the router.
 */
package sacred.providers.builtin;
