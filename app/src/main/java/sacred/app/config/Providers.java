package sacred.app.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sacred.providers.Origin;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;

/** The providers of a run while they are put together: those that can be asked, and why the others cannot. */
final class Providers {

    static final String BUILTIN = "builtin";

    static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1000);

    final List<ProviderSettings> enabled = new ArrayList<>();
    final Map<String, String> disabled = new LinkedHashMap<>();
    final List<String> notes = new ArrayList<>();

    private final Map<String, String> env;
    private final Entry.Group limits;
    private final Problems problems;

    /** @param limits the section of that name, whose time limits and retries hold for every provider */
    Providers(Map<String, String> env, Entry.Group limits, Problems problems) {
        this.env = env;
        this.limits = limits;
        this.problems = problems;
    }

    /** Those of a file, and the built-in one. */
    void configured(Entry.Group section) {
        section.members().forEach((name, entry) -> {
            if (entry instanceof Entry.Group group) {
                configured(name, group);
            }
        });
        if (!section.has(BUILTIN)) {
            builtin();
        }
    }

    /** Those that need no file: a local Ollama, every provider whose key is in the environment, the built-in one. */
    void defaults() {
        Entry.Group nothing = new Entry.Group("", new Place(1, 1), Map.of());
        for (ProviderKind kind : ProviderKind.values()) {
            if (kind == ProviderKind.BUILTIN) {
                builtin();
            } else {
                enable(kind.wire(), kind, nothing);
            }
        }
    }

    private void builtin() {
        enable(BUILTIN, ProviderKind.BUILTIN, new Entry.Group("", new Place(1, 1), Map.of()));
    }

    private void configured(String name, Entry.Group group) {
        if (group.has("type") && group.text("type").isEmpty()) {
            return;
        }
        String type = group.word("type").orElse(name);
        if (!NAME.matcher(name).matches() || name.equals("composite")) {
            problems.add(group.place(), group.path(), "a provider's name is letters, digits, \".\", \"_\" and \"-\".");
        } else if (!Schema.TYPES.contains(type)) {
            problems.add(
                    group.place(),
                    group.path(),
                    "has no type, and its name is not one." + Nearest.hint(name, Schema.TYPES) + " Allowed: "
                            + String.join(", ", Schema.TYPES) + ".");
        } else if (name.equals(BUILTIN) && !type.equals(BUILTIN)) {
            problems.add(group.place(), group.path(), "this name belongs to the built-in engine. Choose another name.");
        } else if (type.equals(BUILTIN)) {
            configuredBuiltin(name, group);
        } else if (type.equals("openai-compatible") && !group.has("base_url")) {
            problems.add(group.place(), group.path(), "the type openai-compatible needs a base_url.");
        } else {
            decide(name, type, group);
        }
    }

    private void configuredBuiltin(String name, Entry.Group group) {
        List<String> misplaced = group.members().keySet().stream()
                .filter(k -> !k.equals("type")
                        && !(k.equals("enabled") && group.flag(k).orElse(true)))
                .toList();
        if (misplaced.isEmpty()) {
            enable(name, ProviderKind.BUILTIN, group);
        } else {
            problems.add(
                    group.place(),
                    group.path(),
                    "the built-in engine is always there and takes no settings. Remove " + String.join(", ", misplaced)
                            + ".");
        }
    }

    private void decide(String name, String type, Entry.Group group) {
        ProviderKind kind = ProviderKind.ofWire(type).orElseThrow();
        Optional<Entry.Text> incomplete =
                group.allTexts().filter(t -> t.unset().isPresent()).findFirst();
        if (!group.flag("enabled").orElse(true)) {
            disabled.put(name, "disabled in the configuration (enabled: false)");
        } else if (incomplete.isPresent()) {
            disabled.put(
                    name,
                    "the environment variable " + incomplete.get().unset().orElseThrow() + " is not set ("
                            + incomplete.get().path() + ")");
        } else {
            enable(name, kind, group);
        }
    }

    private void enable(String name, ProviderKind kind, Entry.Group group) {
        Optional<String> url = group.text("base_url")
                .map(t -> BaseUrl.of(t.value(), kind))
                .or(() -> kind == ProviderKind.OLLAMA ? BaseUrl.ollama(env) : Optional.of(kind.defaultBaseUrl()));
        if (url.isEmpty()) {
            disabled.put(name, "OLLAMA_HOST is not an address");
            return;
        }
        if (needsVariable(kind, group) && !env.containsKey(kind.keyVariable())) {
            disabled.put(name, "the environment variable " + kind.keyVariable() + " is not set");
            return;
        }
        String source = keyVariable(kind, group).map(v -> "$" + v).orElse("");
        Optional<KeyText> key = key(kind, group, source.isEmpty() ? group.path() + ".api_key" : source);
        if (key.isPresent() && key.get().key().isEmpty()) {
            disabled.put(name, key.get().problem());
            return;
        }
        Optional<Secret> secret = key.flatMap(KeyText::key);
        if (mayBeSent(name, destination(kind, group, url.get(), secret.isPresent()), group)) {
            noteUnusedAddress(kind, group);
            enabled.add(new ProviderSettings(
                    name, kind, url.get(), secret, source, models(kind, group), timeouts(kind, group), retry(group)));
        }
    }

    private Destination destination(ProviderKind kind, Entry.Group group, String url, boolean key) {
        boolean allowHttp = group.flag("allow_http").orElse(false);
        Optional<Entry.Text> written = group.text("base_url");
        if (written.isPresent()) {
            String source = written.get().variable().map(v -> "$" + v).orElse("the environment");
            String spelled = written.get().spelled();
            String chosenBy = written.get().value().equals(spelled) ? "" : source;
            return new Destination(kind, url, spelled, chosenBy, key, allowHttp);
        }
        boolean byHost = kind == ProviderKind.OLLAMA
                && !env.getOrDefault("OLLAMA_HOST", "").isBlank();
        return new Destination(kind, url, kind.defaultBaseUrl(), byHost ? "$OLLAMA_HOST" : "", key, allowHttp);
    }

    /** What stands in the file is a mistake in it; what the environment chose costs only this provider. */
    private boolean mayBeSent(String name, Destination to, Entry.Group group) {
        Optional<String> complaint = to.complaint();
        if (complaint.isPresent() && to.source().isEmpty()) {
            Entry at = group.text("base_url").map(Entry.class::cast).orElse(group);
            problems.add(at.place(), at.path(), complaint.get());
            // its name is right, and what refers to it is not another mistake
            disabled.put(name, complaint.get());
        } else if (complaint.isPresent()) {
            disabled.put(
                    name,
                    (complaint.get().startsWith("its address") ? "" : to.source() + ": ")
                            + complaint.get().replaceFirst("\\.$", ""));
        }
        return complaint.isEmpty();
    }

    /** Other programs obey it, so its silence would be taken for consent. */
    private void noteUnusedAddress(ProviderKind kind, Entry.Group group) {
        String variable = kind.keyVariable().replace("_API_KEY", "_BASE_URL");
        boolean differs = kind.needsKey()
                && !group.has("base_url")
                && !env.getOrDefault(variable, "").isBlank()
                && !Origin.of(env.get(variable)).equals(Origin.of(kind.defaultBaseUrl()));
        if (differs) {
            notes.add(variable + " is set and not used: where a key goes is said by the configuration file alone"
                    + " (base_url).");
        }
    }

    /** A variable that the user did not name is sent to the address it belongs to, and nowhere else. */
    private static boolean needsVariable(ProviderKind kind, Entry.Group group) {
        return kind.needsKey() && !group.has("api_key") && !group.has("base_url");
    }

    private static Optional<String> keyVariable(ProviderKind kind, Entry.Group group) {
        return needsVariable(kind, group)
                ? Optional.of(kind.keyVariable())
                : group.text("api_key").flatMap(Entry.Text::variable);
    }

    private Optional<KeyText> key(ProviderKind kind, Entry.Group group, String where) {
        Optional<KeyText> key = (needsVariable(kind, group)
                        ? Optional.of(env.get(kind.keyVariable()))
                        : group.text("api_key").map(Entry.Text::value))
                .map(k -> KeyText.of(k, where))
                .map(k -> group.has("base_url") ? k : k.meantFor(kind, where));
        if (key.isPresent() && key.get().trimmed()) {
            notes.add("The key from " + where + " was used without the blanks, quotes or \"Bearer\" around it.");
        }
        return key;
    }

    private static List<String> models(ProviderKind kind, Entry.Group group) {
        return kind == ProviderKind.BUILTIN
                ? List.of("default")
                : group.texts("models").stream().map(Entry.Text::value).toList();
    }

    private Timeouts timeouts(ProviderKind kind, Entry.Group provider) {
        Timeouts base = kind == ProviderKind.OLLAMA ? Timeouts.OLLAMA : Timeouts.DEFAULT;
        return timeouts(timeouts(base, limits.group("timeouts")), provider.group("timeouts"));
    }

    private static Timeouts timeouts(Timeouts base, Entry.Group over) {
        return new Timeouts(
                over.number("connect_s").map(Providers::seconds).orElse(base.connect()),
                over.number("first_byte_s").map(Providers::seconds).orElse(base.firstByte()),
                over.number("idle_s").map(Providers::seconds).orElse(base.idle()),
                over.number("content_s").map(Providers::seconds).orElse(base.content()));
    }

    private RetryPolicy retry(Entry.Group provider) {
        return retry(retry(RetryPolicy.DEFAULT, limits.group("retry")), provider.group("retry"));
    }

    static RetryPolicy retry(RetryPolicy base, Entry.Group over) {
        return new RetryPolicy(
                over.number("attempts").map(BigDecimal::intValueExact).orElse(base.attempts()),
                over.number("base_ms").map(Providers::millis).orElse(base.base()),
                over.number("cap_ms").map(Providers::millis).orElse(base.cap()));
    }

    static Duration seconds(BigDecimal seconds) {
        return Duration.ofMillis(Math.max(1, seconds.multiply(THOUSAND).longValue()));
    }

    static Duration millis(BigDecimal millis) {
        return Duration.ofMillis(millis.longValueExact());
    }
}
