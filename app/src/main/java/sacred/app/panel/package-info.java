/** How many models that answered as one came to their answer, read from the blocks they left. Pure. */
package sacred.app.panel;
