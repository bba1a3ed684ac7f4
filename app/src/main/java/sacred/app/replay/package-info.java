/** A saved timeline as something that plays: pure values over what the file holds. Knows no provider, no session, no clock. */
package sacred.app.replay;
