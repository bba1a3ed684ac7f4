/** What a timeline loses before it is shared: keys, addresses, paths, names, and what the user's patterns match. Pure. */
package sacred.app.redact;
