package sacred.cognition;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import sacred.cognition.text.JsonInText;
import sacred.timeline.Boundary;
import sacred.timeline.Routing;

/**
 * Reads what the route model said. Strict: a route that breaks the contract is a {@link Violation}, never repaired. Other
 * top-level members are ignored. Of several objects the last one with activations counts: models talk before they decide, and
 * quote examples.
 */
final class RouteReply {

    static final Map<String, Routing.Difficulty> DIFFICULTIES = difficulties();

    private final JsonNode route;
    private final List<String> problems = new ArrayList<>();

    /** How the answer breaks the contract, in words that help the model to do better. */
    static final class Violation extends Exception {

        private final boolean ofJson;

        /** @param ofJson whether there was an object at all */
        Violation(boolean ofJson, String message) {
            super(message);
            this.ofJson = ofJson;
        }

        boolean isOfJson() {
            return ofJson;
        }
    }

    private RouteReply(JsonNode route) {
        this.route = route;
    }

    /** @param tools those that there are */
    static Routing parse(String answer, Set<String> plans, Set<String> tools) throws Violation {
        return new RouteReply(object(answer)).read(plans, tools);
    }

    private static JsonNode object(String answer) throws Violation {
        JsonInText json = JsonInText.of(answer);
        Optional<JsonNode> route =
                json.objects().reversed().stream().filter(o -> o.has("domains")).findFirst();
        if (route.isPresent()) {
            return route.get();
        }
        if (json.wrong().isPresent() || json.objects().isEmpty()) {
            throw new Violation(
                    !json.objects().isEmpty(),
                    "the answer contains no complete JSON object"
                            + json.wrong().map(why -> ": " + shortened(why)).orElse(""));
        }
        return json.objects().getLast();
    }

    private Routing read(Set<String> plans, Set<String> tools) throws Violation {
        Map<String, Double> domains = domains();
        List<Boundary> boundaries = boundaries();
        String intent = text("intent");
        String plan = text("plan");
        if (!plan.isEmpty() && !plans.contains(plan)) {
            problems.add("plan \"" + shortened(plan) + "\" is unknown, it must be one of " + plans);
        }
        List<String> named = tools(tools);
        Optional<Routing.Difficulty> difficulty = difficulty();
        if (plan.equals(Routing.TOOLS) && named.isEmpty() && problems.isEmpty()) {
            problems.add("plan is \"tools\" but tools names none");
        }
        if (!problems.isEmpty()) {
            throw new Violation(true, String.join("; ", problems));
        }
        String reason = shortened(route.path("reason").asText(""));
        Routing routing =
                new Routing(Routing.Source.MODEL, plan, shortened(intent), domains, named, reason).with(boundaries);
        return difficulty.map(routing::with).orElse(routing);
    }

    private Map<String, Double> domains() {
        Map<String, Double> domains = new LinkedHashMap<>();
        members("domains", Domains.NAMES)
                .forEach((name, value) -> share("domains." + name, value).ifPresent(share -> domains.put(name, share)));
        return domains;
    }

    /** They may be left out: then they follow from the domains. */
    private List<Boundary> boundaries() {
        List<Boundary> boundaries = new ArrayList<>();
        if (!route.path("boundaries").isMissingNode()) {
            members("boundaries", Domains.BOUNDARIES)
                    .forEach((name, value) -> boundary(name, value).ifPresent(boundaries::add));
        }
        return boundaries;
    }

    private Optional<Boundary> boundary(String name, JsonNode value) {
        String path = "boundaries." + name;
        if (!value.isObject()) {
            problems.add(path + " must be an object, not " + kind(value));
            return Optional.empty();
        }
        JsonNode permeability = value.path("permeability");
        if (permeability.isMissingNode()) {
            problems.add(path + ".permeability is missing");
            return Optional.empty();
        }
        Optional<Boundary> boundary =
                share(path + ".permeability", permeability).map(p -> new Boundary(name, p));
        boundary.ifPresent(b -> {
            String said = value.path("status").asText("");
            if (!said.equals(b.status().wire())) {
                problems.add(path + ".status is \"" + shortened(said) + "\", with permeability " + b.permeability()
                        + " it must be \"" + b.status().wire() + "\"");
            }
        });
        return boundary;
    }

    /** The members of an object that has to have exactly these, as far as it has them, in this order. */
    private Map<String, JsonNode> members(String of, List<String> names) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        JsonNode node = route.path(of);
        if (!node.isObject()) {
            problems.add(of + (node.isMissingNode() ? " is missing" : " must be an object, not " + kind(node)));
            return members;
        }
        for (String name : names) {
            if (node.has(name)) {
                members.put(name, node.get(name));
            } else {
                problems.add(of + "." + name + " is missing");
            }
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                problems.add(of + "." + shortened(name) + " is unknown");
            }
        });
        return members;
    }

    private Optional<Double> share(String path, JsonNode value) {
        if (!value.isNumber()) {
            problems.add(path + " must be a number, not " + kind(value));
            return Optional.empty();
        }
        double share = value.doubleValue();
        // as a test of what is right, because NaN is neither below nor above anything
        if (!(share >= 0 && share <= 1)) {
            problems.add(path + " is " + shortened(value.asText()) + ", out of range: it must be between 0 and 1");
            return Optional.empty();
        }
        // there is also a negative zero
        return Optional.of(share + 0.0);
    }

    private String text(String member) {
        JsonNode value = route.path(member);
        if (!value.isTextual() || value.textValue().isBlank()) {
            problems.add(member + (value.isMissingNode() ? " is missing" : " must be a non-empty string"));
            return "";
        }
        return value.textValue();
    }

    private List<String> tools(Set<String> known) {
        List<String> named = new ArrayList<>();
        JsonNode node = route.path("tools");
        if (!node.isArray()) {
            problems.add(node.isMissingNode() ? "tools is missing" : "tools must be an array, not " + kind(node));
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

    /** It may be left out. */
    private Optional<Routing.Difficulty> difficulty() {
        JsonNode value = route.path("difficulty");
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        Optional<Routing.Difficulty> difficulty =
                Optional.ofNullable(value.textValue()).map(DIFFICULTIES::get);
        if (difficulty.isEmpty()) {
            problems.add(
                    "difficulty is \"" + shortened(value.asText()) + "\", it must be one of " + DIFFICULTIES.keySet());
        }
        return difficulty;
    }

    private static Map<String, Routing.Difficulty> difficulties() {
        Map<String, Routing.Difficulty> words = new LinkedHashMap<>();
        for (Routing.Difficulty difficulty : Routing.Difficulty.values()) {
            words.put(difficulty.wire(), difficulty);
        }
        return Collections.unmodifiableMap(words);
    }

    private static String kind(JsonNode value) {
        return value.isTextual() ? "a string" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String shortened(String text) {
        String oneLine = text.strip().replaceAll("\\s+", " ");
        return oneLine.length() <= 200 ? oneLine : oneLine.substring(0, 200) + "…";
    }
}
