/** The tool that runs commands, and how it makes sure that nothing of a command outlives it. */
package sacred.cognition.tool.shell;
