package sacred.providers.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import sacred.providers.ModelInfo;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Timeouts;
import sacred.providers.Told;
import sacred.timeline.ErrorKind;

/**
 * Asks a server about one of its models: an Ollama, and whatever speaks OpenAI's protocol on this machine. Nobody else, since
 * elsewhere only long lists tell. Two requests at most, with little patience.
 */
public final class Telling {

    /** A server that is not busy answers within milliseconds, and a turn waits for this. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** A line of a model's own settings, as {@code /api/show} quotes them. */
    private static final Pattern NUM_CTX = Pattern.compile("(?m)^num_ctx\\s+(\\d{1,9})\\s*$");

    /** What a name without a tag means. */
    private static final String LATEST = ":latest";

    private final Wire wire;
    private final ProviderSettings settings;

    public Telling(Wire wire, ProviderSettings settings) {
        this(wire, settings, PATIENCE);
    }

    /** @param patience with each request */
    Telling(Wire wire, ProviderSettings settings, Duration patience) {
        this.wire = wire;
        this.settings = settings.waitedFor(new Timeouts(settings.timeouts().connect(), patience, patience));
    }

    /** @throws ProviderException when nobody listens there, or when an Ollama does not answer or does not have the model yet */
    public Told of(String model) throws ProviderException, InterruptedException {
        if (settings.kind() == ProviderKind.OLLAMA) {
            return ollama(model);
        }
        return settings.kind() == ProviderKind.OPENAI && settings.isHere() ? compatible(model) : Told.NOTHING;
    }

    private Told ollama(String model) throws ProviderException, InterruptedException {
        String body = Json.nodes().objectNode().put("model", model).toString();
        Optional<JsonNode> shown = answer(URI.create(Addresses.base(settings) + "/api/show"), Optional.of(body));
        if (shown.isEmpty()) {
            throw new ProviderException(
                    settings.name() + " says nothing about " + model,
                    ProviderException.Details.of(ErrorKind.NOT_FOUND, false));
        }
        JsonNode show = shown.get();
        JsonNode info = show.path("model_info");
        String architecture = Json.text(info.path("general.architecture"));
        JsonNode capabilities = show.path("capabilities");
        Optional<Boolean> tools = capabilities.isArray() && !capabilities.isEmpty()
                ? Optional.of(StreamSupport.stream(capabilities.spliterator(), false)
                        .map(Json::text)
                        .anyMatch("tools"::equals))
                : Optional.empty();
        boolean elsewhere = !Json.text(show.path("remote_host")).isEmpty()
                || !Json.text(show.path("remote_model")).isEmpty();
        OptionalLong set = elsewhere ? OptionalLong.empty() : loaded(model);
        return new Told(
                tokens(info.path(architecture + ".context_length")),
                set.isPresent() ? set : written(Json.text(show.path("parameters"))),
                tools,
                elsewhere);
    }

    /** How much the model was loaded for, where it is in memory. */
    private OptionalLong loaded(String model) throws ProviderException, InterruptedException {
        Optional<JsonNode> running = answer(URI.create(Addresses.base(settings) + "/api/ps"), Optional.empty());
        for (JsonNode one :
                running.map(json -> json.path("models")).orElse(Json.nodes().arrayNode())) {
            String name = Json.text(one.path("name"));
            if (name.equals(model) || name.equals(model + LATEST)) {
                return tokens(one.path("context_length"));
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong written(String parameters) {
        Matcher line = NUM_CTX.matcher(parameters);
        return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
    }

    /** What llama.cpp says of the one model it serves; else the list, which is short on this machine. */
    private Told compatible(String model) throws ProviderException, InterruptedException {
        URI props = URI.create(Addresses.base(settings).replaceFirst("/v1$", "") + "/props");
        OptionalLong own = answer(props, Optional.empty())
                .map(json -> tokens(json.path("default_generation_settings").path("n_ctx")))
                .orElse(OptionalLong.empty());
        if (own.isPresent()) {
            return new Told(own, OptionalLong.empty(), Optional.empty(), false);
        }
        for (JsonNode one : answer(Addresses.models(settings), Optional.empty())
                .map(json -> json.path("data"))
                .orElse(Json.nodes().arrayNode())) {
            Optional<ModelInfo> info =
                    ListedModel.of(one).filter(listed -> listed.name().equals(model));
            if (info.isPresent()) {
                return new Told(info.get().windowTokens(), OptionalLong.empty(), Optional.empty(), false);
            }
        }
        return Told.NOTHING;
    }

    /** A number that a server leaves at zero is one that it does not know. */
    private static OptionalLong tokens(JsonNode node) {
        return node.isIntegralNumber() && node.longValue() > 0
                ? OptionalLong.of(node.longValue())
                : OptionalLong.empty();
    }

    private Optional<JsonNode> answer(URI uri, Optional<String> body) throws ProviderException, InterruptedException {
        Map<String, String> headers = Credentials.headers(settings);
        try (Exchange exchange = wire.send(new Request(uri, headers, body), settings.timeouts())) {
            return Optional.of(new Answer(wire, exchange).document());
        } catch (WireException e) {
            if (e.failure().kind() == ErrorKind.UNREACHABLE) {
                throw new ProviderException(
                        settings.name() + ": " + e.failure().what(),
                        ProviderException.Details.of(ErrorKind.UNREACHABLE, false));
            }
            return Optional.empty();
        }
    }
}
