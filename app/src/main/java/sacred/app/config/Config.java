package sacred.app.config;

import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.app.log.LogLevel;
import sacred.cognition.TurnSettings;
import sacred.cognition.strategy.Options;
import sacred.cognition.tool.mcp.McpSettings;
import sacred.cognition.tool.web.WebAccess;
import sacred.providers.Prices;
import sacred.providers.ProviderSettings;
import sacred.providers.Windows;
import sacred.providers.secret.Secrets;
import sacred.providers.wire.Authorities;

/**
 * The configuration of this run, validated: every reference points at something, every number is in its range.
 *
 * @param file where it came from; empty when the built-in defaults apply
 * @param providers those that can be asked, in the order of the file; {@code builtin} is always among them
 * @param disabled providers that cannot be asked, each with the reason for the user
 * @param prices what the user says models cost, before any built-in table
 * @param windows what the user says models can read
 * @param logicalModels by name
 * @param authorities whose certificates are believed, beside those of Java's authorities
 * @param secrets every key that the file or the environment holds, also of providers that are off, and the passwords of proxies
 * @param export what of a timeline is not shared
 * @param log how much is written into the log
 * @param telemetry who is told of turns that ended
 * @param web where pages may be fetched from
 * @param mcp the servers whose tools may be called
 * @param notes what the user should know though nothing is wrong, one sentence each
 */
public record Config(
        Optional<Path> file,
        List<ProviderSettings> providers,
        Map<String, String> disabled,
        Routing routing,
        Budget budget,
        Prices prices,
        Windows.Limits windows,
        Limits limits,
        Map<String, LogicalModel> logicalModels,
        Authorities authorities,
        Cache cache,
        Ollama ollama,
        Tools tools,
        WebAccess web,
        List<McpSettings> mcp,
        Ui ui,
        Export export,
        Secrets secrets,
        LogLevel log,
        Telemetry telemetry,
        List<String> notes) {

    /** What a tool may do without being asked for. */
    public enum Permission {
        OFF,
        ASK,
        ALLOW
    }

    /**
     * Who is asked in each stage, as references: {@code provider:model} or a logical model.
     *
     * @param speculate when an answer is begun before the route is known
     * @param deadline for the whole routing stage
     * @param retries how often the route model is asked again when its server fails
     * @param decisionsKept for how long a decision of the route model is given again; zero for never
     * @param answerers who answers instead, by the section ({@code by_intent}, {@code by_difficulty}, {@code by_domain}) and what
     *     it depends on
     * @param fallback tried in order
     * @param formatAlways ask the formatting model even where a strategy has already written the answer
     */
    public record Routing(
            TurnSettings.Mode mode,
            TurnSettings.Speculate speculate,
            Duration deadline,
            int retries,
            Duration decisionsKept,
            String queryRouting,
            String toolCalling,
            String responseFormatting,
            Map<String, Map<String, String>> answerers,
            List<String> fallback,
            boolean formatAlways) {
        public Routing {
            fallback = List.copyOf(fallback);
        }
    }

    /** What may be spent; empty is no limit, zero is nothing. */
    public record Budget(
            Optional<BigDecimal> perTurnUsd, Optional<BigDecimal> perSessionUsd, Optional<BigDecimal> perDayUsd) {}

    /**
     * How much may be asked at once and in a stretch of time, by the name of the provider.
     *
     * @param concurrency requests at a time; every enabled provider has one
     * @param rate only where the user set one
     */
    public record Limits(Map<String, Integer> concurrency, Map<String, Rate> rate) {
        public Limits {
            concurrency = Map.copyOf(concurrency);
            rate = Map.copyOf(rate);
        }
    }

    /**
     * A model that is a strategy over other models.
     *
     * @param members references, with the {@code :count} that they may carry
     * @param roles the references under {@code aggregator}, {@code arbiter}, {@code model}, {@code answerer} and {@code critic}
     */
    public record LogicalModel(
            String name, String strategy, List<String> members, Map<String, String> roles, Options options) {
        public LogicalModel {
            members = List.copyOf(members);
            roles = Map.copyOf(roles);
        }
    }

    /**
     * What is special to Ollama.
     *
     * @param warmUp have one on this machine load the model that answers, when the user interface starts
     * @param keepAlive how long the model shall then stay in memory without being asked
     */
    public record Ollama(boolean warmUp, Duration keepAlive) {}

    public record Cache(boolean enabled, Duration timeToLive) {}

    /**
     * @param roots the directories that the tools for files may use, absolute; none is the working directory
     * @param maxRounds how often a model may call tools in one turn
     */
    public record Tools(Permission files, Permission shell, Permission web, List<Path> roots, int maxRounds) {
        public Tools {
            roots = List.copyOf(roots);
        }

        /** The names of those that are allowed without asking. */
        public List<String> allowed() {
            return Stream.of("files", "shell", "web")
                    .filter(tool -> of(tool) == Permission.ALLOW)
                    .toList();
        }

        /** By the name that stands in the configuration; what it does not name is asked about. */
        public Permission of(String tool) {
            return switch (tool) {
                case "files" -> files;
                case "shell" -> shell;
                case "web" -> web;
                default -> Permission.ASK;
            };
        }
    }

    /**
     * @param otlp the address of a collector, which {@code /v1/traces} belongs to; empty where nobody is told
     * @param content whether prompts and answers are told too
     */
    public record Telemetry(Optional<URI> otlp, boolean content) {}

    /**
     * @param theme {@code auto}, {@code dark}, {@code light} or {@code mono}
     * @param altScreen {@code auto}, {@code always} (also where TERM is dumb) or {@code never}
     */
    public record Ui(String theme, boolean mouse, String altScreen) {}

    /** @param redact expressions of RE2 for what {@code export --redact} takes out beside what it knows; each compiles */
    public record Export(List<String> redact) {
        public Export {
            redact = List.copyOf(redact);
        }
    }

    public Config {
        providers = List.copyOf(providers);
        disabled = Collections.unmodifiableMap(new LinkedHashMap<>(disabled));
        logicalModels = Collections.unmodifiableMap(new LinkedHashMap<>(logicalModels));
        mcp = List.copyOf(mcp);
        notes = List.copyOf(notes);
    }

    public boolean isDefault() {
        return file.isEmpty();
    }

    /** What is wrong with a reference that did not come from the file, such as the one after {@code -m}; a sentence. */
    public Optional<String> complaint(String reference) {
        return References.of(this).complaint(reference);
    }

    /** Whether a text is a model by itself, whatever its end looks like: the file names it. */
    public boolean names(String reference) {
        return References.of(this).names(reference);
    }
}
