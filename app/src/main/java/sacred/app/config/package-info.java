/**
 * The configuration: finding the file, reading it as YAML, and one validated {@link sacred.app.config.Config} out of it.
 *
 * <p>The way of a file: bytes are checked ({@code ConfigText}), events of the YAML parser become a tree with places
 * ({@code YamlTree}), the tree is compared with the table of names ({@code Schema}, {@code Walk}), and what passed is
 * put together ({@code Assembly}). No object is ever created by the YAML library. Every problem is a place and a
 * sentence; no source line and no key ever enters one.
 */
package sacred.app.config;
