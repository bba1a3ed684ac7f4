package sacred.providers.langchain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import sacred.providers.wire.Failure;
import sacred.providers.wire.Json;
import sacred.timeline.ErrorKind;

/**
 * The parts of a request that one server refuses, learned from its refusals and remembered while the
 * process lives: by what a server says, not by its name. Any thread.
 */
final class Refusals {

    /** The wish for usage, which nothing can stand for. A server has it or not, whatever the model. */
    private static final String WISH = "stream_options";
    /** The two names of the limit of an answer. Which one is taken depends on the model. */
    private static final Map<String, String> LIMITS =
            Map.of("max_tokens", "max_completion_tokens", "max_completion_tokens", "max_tokens");

    /** Not what is said of a value that is too large. */
    private static final Pattern UNKNOWN =
            Pattern.compile("unsupported|not supported|unknown|unrecogni[sz]ed|unexpected"
                    + "|extra|not permitted|not allowed|additional propert|no such");

    private final Set<String> known = ConcurrentHashMap.newKeySet();

    /** The request as this server takes it, as far as that is known. */
    String without(String model, String body) {
        if (known.isEmpty()) {
            return body;
        }
        ObjectNode json = (ObjectNode) Json.read(body).orElseThrow();
        if (known.contains(WISH)) {
            json.remove(WISH);
        }
        AnswerForm.in(json).filter(form -> known.contains(of(model, form))).ifPresent(_ -> AnswerForm.removeFrom(json));
        for (String name : LIMITS.keySet()) {
            if (known.contains(of(model, name)) && json.has(name)) {
                json.set(LIMITS.get(name), json.remove(name));
                break;
            }
        }
        return json.toString();
    }

    /**
     * Learns from a failure. The name of the part that was refused, when the next request will be another one; empty when it
     * would be the same.
     *
     * @param sent the request that failed
     */
    Optional<String> learn(String model, String sent, Failure failure) {
        String said = failure.said().toLowerCase(Locale.ROOT);
        Optional<String> form = Optional.of(sent)
                .filter(_ -> AnswerForm.refusedBy(failure, said))
                .flatMap(Json::read)
                .flatMap(json -> AnswerForm.in((ObjectNode) json));
        if (form.isPresent()) {
            known.add(of(model, form.get()));
            return form;
        }
        if (failure.kind() != ErrorKind.BAD_REQUEST) {
            return Optional.empty();
        }
        if (said.contains(WISH) && sent.contains("\"" + WISH + "\"")) {
            known.add(WISH);
            return Optional.of(WISH);
        }
        for (String name : LIMITS.keySet()) {
            boolean refused = refuses(said, name)
                    && Json.read(sent).filter(json -> json.has(name)).isPresent();
            if (refused && !known.contains(of(model, LIMITS.get(name)))) {
                known.add(of(model, name));
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** Servers that refuse one of the names often recommend the other: the one that comes first is meant. */
    private static boolean refuses(String said, String name) {
        int at = said.indexOf(name);
        int other = said.indexOf(LIMITS.get(name));
        return at >= 0 && (other < 0 || at < other) && UNKNOWN.matcher(said).find();
    }

    private static String of(String model, String name) {
        return model + "\n" + name;
    }
}
