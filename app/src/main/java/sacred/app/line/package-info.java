/** The line UI: a conversation as appended lines. JLine's line reader is known here and nowhere else. */
package sacred.app.line;
