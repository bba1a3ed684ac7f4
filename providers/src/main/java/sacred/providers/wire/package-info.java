/**
 * Providers as bytes: the HTTP exchange with its deadlines, the decoding of event streams, and what each API says about
 * usage, finish and errors. Knows JSON and java.net.http, and no library for language models.
 */
package sacred.providers.wire;
