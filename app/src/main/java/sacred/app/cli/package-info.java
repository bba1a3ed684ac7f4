/** The command line: one class per subcommand, listed in {@link sacred.app.cli.Cli#ALL}. */
package sacred.app.cli;
