/** What a turn asked of whom, as spans: one for the turn, each stage, each request and each tool. Pure. */
package sacred.app.trace;
