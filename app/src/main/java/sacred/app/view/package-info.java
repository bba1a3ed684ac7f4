/**
 * How a timeline looks: as rows of the screen, as plain lines, and its figures. Pure, but for what keeps the rows that it has
 * laid out already and belongs to the loop's thread.
 */
package sacred.app.view;
