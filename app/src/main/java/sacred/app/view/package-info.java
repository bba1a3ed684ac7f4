/** How things look as text: the printable boundary, figures, and the plain view of a timeline. Pure functions. */
package sacred.app.view;
