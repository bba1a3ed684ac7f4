/**
 * The journal on disk: one JSON object a line, chained by hashes, on disk before anybody sees it.
 *
 * <p>Reading never writes and never locks. Writing holds a lock on a file of its own ({@code <name>.lock}), because a
 * POSIX lock is lost as soon as any other descriptor of the same file is closed in the process. Bytes that were written
 * are never rewritten: only a torn tail is cut, after it was copied to {@code <name>.broken}. What streams is kept in
 * {@code <name>.partial} until it is sealed.
 */
package sacred.timeline.journal;
