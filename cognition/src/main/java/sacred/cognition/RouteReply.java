package sacred.cognition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import sacred.cognition.text.JsonInText;
import sacred.timeline.Routing;

/**
 * Reads what the route model said. Strict: a route that breaks the contract is a {@link Violation}, never repaired. Other
 * top-level members are ignored.
 */
final class RouteReply {

    /** How the answer breaks the contract, in words that help the model to do better. */
    static final class Violation extends Exception {
        Violation(String message) {
            super(message);
        }
    }

    private RouteReply() {}

    static Routing parse(String answer, Set<String> plans, Set<String> tools) throws Violation {
        JsonNode route = JsonInText.lastObject(answer)
                .orElseThrow(() -> new Violation("the answer contains no complete JSON object"));
        List<String> problems = new ArrayList<>();
        Map<String, Double> domains = domains(route.get("domains"), problems);
        String intent = text(route, "intent", problems);
        String plan = text(route, "plan", problems);
        if (!plan.isEmpty() && !plans.contains(plan)) {
            problems.add("plan \"" + shortened(plan) + "\" is unknown, it must be one of " + plans);
        }
        List<String> named = tools(route.get("tools"), tools, problems);
        if (plan.equals(Routing.TOOLS) && named.isEmpty() && problems.isEmpty()) {
            problems.add("plan is \"tools\" but tools names none");
        }
        if (!problems.isEmpty()) {
            throw new Violation(String.join("; ", problems));
        }
        String reason = route.path("reason").asText("");
        return new Routing(Routing.Source.MODEL, plan, intent, domains, named, shortened(reason));
    }

    private static Map<String, Double> domains(JsonNode node, List<String> problems) {
        Map<String, Double> domains = new LinkedHashMap<>();
        if (node == null || !node.isObject()) {
            problems.add(node == null ? "domains is missing" : "domains must be an object");
            return domains;
        }
        for (String name : Domains.NAMES) {
            JsonNode value = node.get(name);
            if (value == null) {
                problems.add("domains." + name + " is missing");
            } else if (!value.isNumber()) {
                problems.add("domains." + name + " must be a number, not " + kind(value));
            } else if (!Double.isFinite(value.doubleValue()) || value.doubleValue() < 0 || value.doubleValue() > 1) {
                problems.add(
                        "domains." + name + " is " + value.asText() + ", out of range: it must be between 0 and 1");
            } else {
                domains.put(name, value.doubleValue());
            }
        }
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!Domains.NAMES.contains(name)) {
                problems.add("domains." + shortened(name) + " is unknown");
            }
        }
        return domains;
    }

    private static String text(JsonNode route, String member, List<String> problems) {
        JsonNode value = route.get(member);
        if (value == null || !value.isTextual() || value.textValue().isBlank()) {
            problems.add(member + (value == null ? " is missing" : " must be a non-empty string"));
            return "";
        }
        return member.equals("intent") ? shortened(value.textValue()) : value.textValue();
    }

    private static List<String> tools(JsonNode node, Set<String> known, List<String> problems) {
        List<String> named = new ArrayList<>();
        if (node == null || !node.isArray()) {
            problems.add(node == null ? "tools is missing" : "tools must be an array");
            return named;
        }
        for (JsonNode item : node) {
            if (item.isTextual() && known.contains(item.textValue())) {
                named.add(item.textValue());
            } else {
                problems.add("tool \"" + shortened(item.asText()) + "\" is unknown, the tools are " + known);
            }
        }
        return named;
    }

    private static String kind(JsonNode value) {
        return value.isTextual() ? "a string" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        String oneLine = text.strip().replaceAll("\\s+", " ");
        return oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200) + "…";
    }
}
