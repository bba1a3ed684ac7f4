/** The slash commands: one entry each in {@link sacred.app.command.Commands#ALL}, for every user interface. */
package sacred.app.command;
