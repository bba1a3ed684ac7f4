package sacred.cognition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import sacred.providers.AnswerSchema;

/**
 * The form of a route, for servers that hold their models to a schema. Without the boundaries, which follow from the domains:
 * with them every route would take twice as long. Ranges are not in it, since grammars cannot hold numbers to them.
 */
final class RouteSchema {

    private static final String NAME = "route";

    private RouteSchema() {}

    /** @param tools those that there are */
    static AnswerSchema of(Collection<String> plans, Collection<String> tools) {
        ObjectNode domains = object();
        Domains.NAMES.forEach(name -> member(domains, name).put("type", "number"));
        ObjectNode route = object();
        member(route, "intent").put("type", "string");
        member(route, "domains").setAll(domains);
        named(member(route, "tools").put("type", "array").putObject("items"), tools);
        named(member(route, "plan"), plans);
        named(member(route, "difficulty"), RouteReply.DIFFICULTIES.keySet());
        member(route, "reason").put("type", "string");
        return new AnswerSchema(NAME, route.toString());
    }

    private static ObjectNode object() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("type", "object").putObject("properties");
        object.putArray("required");
        return object.put("additionalProperties", false);
    }

    private static ObjectNode member(ObjectNode object, String name) {
        object.withArray("/required").add(name);
        return object.withObject("/properties").putObject(name);
    }

    /** One of these words; where there are none, an empty list of them would be refused. */
    private static void named(ObjectNode word, Collection<String> words) {
        word.put("type", "string");
        if (!words.isEmpty()) {
            List.copyOf(words).forEach(word.withArray("/enum")::add);
        }
    }
}
