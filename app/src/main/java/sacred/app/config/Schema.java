package sacred.app.config;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import sacred.app.log.LogLevel;
import sacred.cognition.strategy.Strategies;

/** Every name that a configuration may contain, and what its value looks like. */
final class Schema {

    static final String PROVIDERS = "llm_providers";

    static final List<String> TYPES =
            List.of("ollama", "openai", "openai-compatible", "anthropic", "groq", "gemini", "mistral", "builtin");

    static final List<String> STRATEGIES = Strategies.names();

    private static final Shape TEXT = new Shape.Text();
    private static final Shape FLAG = new Shape.Flag();
    private static final Shape TEXTS = new Shape.ListOf(TEXT);
    private static final Shape MONEY = number("0", "1000000", false, false);
    private static final Shape SECONDS = number("0", "86400", false, true);
    private static final Shape MILLIS = number("0", "3600000", true, true);
    private static final Shape TOKENS = number("512", "100000000", true, false);
    private static final Shape PERMISSION = new Shape.Word(List.of("off", "ask", "allow"));

    private static final Shape TIMEOUTS = fields(
            key("connect_s", SECONDS), key("first_byte_s", SECONDS), key("idle_s", SECONDS), key("content_s", SECONDS));
    private static final Shape RETRY =
            fields(key("attempts", number("1", "10", true, false)), key("base_ms", MILLIS), key("cap_ms", MILLIS));

    private static final Shape PROVIDER = fields(
            key("enabled", FLAG),
            key("type", new Shape.Word(TYPES)),
            key("base_url", new Shape.Url()),
            key("api_key", new Shape.Key()),
            key("allow_http", FLAG),
            key("models", TEXTS),
            key("timeouts", TIMEOUTS),
            key("retry", RETRY));

    private static final Shape ROUTING = fields(
            key("mode", new Shape.Word(List.of("auto", "model", "rules", "off"))),
            key("speculate", new Shape.Word(List.of("auto", "on", "off"))),
            key("preset", new Shape.Word(Preset.WORDS)),
            key("deadline_ms", MILLIS),
            key("retries", number("0", "5", true, false)),
            key("cache_ttl_s", number("0", "31536000", true, false)),
            key("query_routing", TEXT),
            key("by_intent", new Shape.Named(TEXT)),
            key("by_difficulty", fields(key("easy", TEXT), key("hard", TEXT))),
            key("by_domain", fields(key("CD", TEXT), key("SD", TEXT), key("CuD", TEXT), key("ED", TEXT))),
            key("tool_calling", TEXT),
            key("response_formatting", TEXT),
            key("fallback", new Shape.OneOrMore(TEXT)),
            key("format", new Shape.Word(List.of("auto", "always"))));

    private static final Shape LIMITS = fields(
            key("timeouts", TIMEOUTS),
            key("retry", RETRY),
            key("num_ctx", TOKENS),
            key("concurrency", new Shape.Named(number("1", "64", true, false))),
            key("rate", new Shape.Named(new Shape.Frequency())));

    private static final Shape LOGICAL_MODEL = fields(
            key("strategy", new Shape.Word(STRATEGIES)),
            key("models", TEXTS),
            key("proposers", TEXTS),
            key("aggregator", TEXT),
            key("arbiter", TEXT),
            key("model", TEXT),
            key("answerer", TEXT),
            key("critic", TEXT),
            key("confidence_threshold", number("0", "1", false, false)),
            key("agreement_threshold", number("0", "1", false, false)),
            key("stop_on", new Shape.Word(List.of("agreement", "confidence", "both"))),
            key("min_iterations", number("1", "20", true, false)),
            key("max_iterations", number("1", "20", true, false)),
            key("layers", number("1", "5", true, false)),
            key("quorum", number("1", "64", true, false)),
            key("member_timeout_s", SECONDS),
            key("include_thoughts", FLAG),
            key("early_stop", FLAG),
            key("criteria", TEXT),
            key("system", TEXT));

    private static final Shape SERVER = fields(
            key("enabled", FLAG),
            key("command", TEXTS),
            key("env", new Shape.Named(new Shape.Key())),
            key("url", new Shape.Url()),
            key("headers", new Shape.Named(new Shape.Key())),
            key("allow", TEXTS),
            key("timeout_s", SECONDS));

    static final Shape ROOT = fields(
            key(PROVIDERS, new Shape.Named(PROVIDER)),
            key("routing_strategy", ROUTING),
            key("limits", LIMITS),
            key("budget", fields(key("per_turn_usd", MONEY), key("per_session_usd", MONEY), key("per_day_usd", MONEY))),
            key(
                    "prices",
                    new Shape.Named(fields(
                            key("input", MONEY),
                            key("output", MONEY),
                            key("cache_read", MONEY),
                            key("cache_write", MONEY)))),
            key("windows", new Shape.Named(TOKENS)),
            key("tls", fields(key("ca_file", TEXT))),
            key("cache", fields(key("enabled", FLAG), key("ttl_s", number("0", "31536000", true, true)))),
            key("ollama", fields(key("warm_up", FLAG), key("keep_alive_s", number("0", "86400", true, true)))),
            key(
                    "tools",
                    fields(
                            key("files", PERMISSION),
                            key("shell", PERMISSION),
                            key("web", PERMISSION),
                            key("roots", new Shape.OneOrMore(TEXT)),
                            key("max_rounds", number("1", "100", true, false)),
                            key("in_prompt", new Shape.OneOrMore(TEXT)))),
            key(
                    "web",
                    fields(
                            key("ports", new Shape.ListOf(number("1", "65535", true, false))),
                            key("private_addresses", FLAG))),
            key(McpSection.NAME, fields(key("servers", new Shape.Named(SERVER)))),
            key(
                    "ui",
                    fields(
                            key("theme", new Shape.Word(List.of("auto", "dark", "light", "mono"))),
                            key("mouse", FLAG),
                            key("alt_screen", new Shape.Word(List.of("auto", "always", "never"))))),
            key(ExportSection.NAME, fields(key("redact", new Shape.OneOrMore(TEXT)))),
            key("telemetry", fields(key("otlp", new Shape.Url()), key("content", FLAG))),
            key("log", fields(key("level", new Shape.Word(LogLevel.WORDS)))),
            key("logical_models", new Shape.Named(LOGICAL_MODEL)));

    /** Every name at any depth. */
    static final Set<String> NAMES = Set.copyOf(namesIn(ROOT).distinct().toList());

    private record Key(String name, Shape shape) {}

    private Schema() {}

    private static Shape number(String least, String most, boolean whole, boolean aboveLeast) {
        return new Shape.Number(new BigDecimal(least), new BigDecimal(most), whole, aboveLeast);
    }

    static Stream<String> namesIn(Shape shape) {
        return switch (shape) {
            case Shape.Fields f ->
                f.keys().entrySet().stream().flatMap(e -> Stream.concat(Stream.of(e.getKey()), namesIn(e.getValue())));
            case Shape.Named n -> namesIn(n.each());
            default -> Stream.empty();
        };
    }

    private static Key key(String name, Shape shape) {
        return new Key(name, shape);
    }

    private static Shape.Fields fields(Key... keys) {
        Map<String, Shape> shapes = new LinkedHashMap<>();
        for (Key key : keys) {
            shapes.put(key.name, key.shape);
        }
        return new Shape.Fields(shapes);
    }
}
