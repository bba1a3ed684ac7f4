/** The terminal itself. JLine's terminal and Lanterna are known here and nowhere else. */
package sacred.app.term;
