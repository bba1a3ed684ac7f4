/**
 * What happened: blocks, calls, usage, events, and the fold that turns events into a timeline.
 *
 * <p>Five laws hold, each with a property test in {@code TimelineLawsTest}: the timeline is append-only; a block is
 * sealed atomically; replay is the same path as live; events of a turn that is not live change nothing; nothing that
 * was seen is lost. Everything here is an immutable value: no I/O, no clock, no threads.
 */
package sacred.timeline;
