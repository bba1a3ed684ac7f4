/**
 * Many models that answer as one. A {@link sacred.cognition.strategy.Strategy} is a plan over members that somebody else asks:
 * it knows no scheduler, no budget and no clock, and is deterministic given what the members said.
 */
package sacred.cognition.strategy;
