package sacred.cognition.route.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules read out of a prompt. A value; nobody was asked.
 *
 * @param intent in one word
 * @param tools by name, what is needed most first; empty when the answer goes without
 * @param sure false when a model might see more in the prompt
 * @param domains activations in 0..1 by the words of the prompt, keyed as the table does; empty when they say nothing
 * @param because which words said so, a clause
 */
public record Reading(
        String intent, List<String> tools, boolean sure, Optional<Map<String, Double>> domains, String because) {

    public Reading {
        tools = List.copyOf(tools);
        domains = domains.map(LinkedHashMap::new);
    }
}
