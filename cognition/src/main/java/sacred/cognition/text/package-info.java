/** What models are told and what they say, as text: prompts that are files, and what is found in an answer. Knows nobody. */
package sacred.cognition.text;
