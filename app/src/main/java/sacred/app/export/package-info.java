/** Saved timelines in the formats of others. Pure. */
package sacred.app.export;
