/** What saved timelines say in numbers: counts, money, times and faults, and where the counts come from. Pure. */
package sacred.app.stats;
