/**
 * Text on its way to the screen, before any terminal: the printable boundary, widths, wrapping, Markdown, and rows of styled
 * spans. Pure functions; knows no block, no state and no library of a terminal.
 */
package sacred.app.text;
