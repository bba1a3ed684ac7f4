/** What comes from the keyboard, and the text it edits: the prompt, its history, its completions. Knows no terminal. */
package sacred.app.edit;
