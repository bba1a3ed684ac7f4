/** The outside world as the program sees it: environment, clocks, standard streams. Replaced as a whole in tests. */
package sacred.app.host;
