/** A timeline that is being written: the configuration, the providers, the journal, and the turns that join them. */
package sacred.app.session;
