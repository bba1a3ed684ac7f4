/** When a request may go out: queues, rates, pauses that a provider asked for, and breakers. Knows nothing of turns. */
package sacred.cognition.schedule;
