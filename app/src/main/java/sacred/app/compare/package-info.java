/** Answers beside each other: which belong together, where their words differ, and what each took. Pure. */
package sacred.app.compare;
