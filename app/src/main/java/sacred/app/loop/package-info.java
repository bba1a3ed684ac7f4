/**
 * The full screen: one state, one inbox, one thread. {@code Update} turns a state and a message into the next state and
 * effects, {@code Screen} turns a state into a frame; both are pure. {@code Loop} and {@code Effects} are the shell.
 */
package sacred.app.loop;
