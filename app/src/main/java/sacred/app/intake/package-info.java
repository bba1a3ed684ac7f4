/** Conversations that were had elsewhere, as events of timelines. Pure. */
package sacred.app.intake;
