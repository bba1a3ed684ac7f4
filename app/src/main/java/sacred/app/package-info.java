/** The program: {@link sacred.app.Main} takes hold of the outside world once and hands it on as a {@link sacred.app.Host}. */
package sacred.app;
