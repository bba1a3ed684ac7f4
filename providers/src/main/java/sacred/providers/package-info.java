/**
 * Models we can ask, and what it cost to ask them: the values of a request and its reply, the failures, the registry of
 * configured providers. How a provider is spoken to is in {@code wire} (bytes) and {@code langchain} (requests).
 */
package sacred.providers;
