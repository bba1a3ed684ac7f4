/** The start of the program: {@link sacred.app.Main}, and the training run of its start-up archive. */
package sacred.app;
