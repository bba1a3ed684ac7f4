/** What the rules read out of a prompt: intent, tools and domains, from a table of phrases in five languages. Pure. */
package sacred.cognition.route.rules;
