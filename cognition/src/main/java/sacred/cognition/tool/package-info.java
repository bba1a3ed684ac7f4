/**
 * What can be done for a prompt besides asking a model: the tools, the list of them and the one way to run them. A tool
 * knows nothing of screens; everything it needs from outside comes in its context.
 */
package sacred.cognition.tool;
