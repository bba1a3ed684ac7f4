/**
 * Fetching a page for a model. The way of an address: as it is written ({@code PageAddress}), where its name leads
 * ({@code CheckedNames}), the bytes ({@code Fetcher}), their text ({@code PageText}). What was checked is what is connected
 * to; every redirect goes the whole way again.
 */
package sacred.cognition.tool.web;
