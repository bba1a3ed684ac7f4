/** Answers that were given before, kept on disk for the very same request. */
package sacred.providers.cache;
