package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.log.LogLevel;
import sacred.cognition.TurnSettings;
import sacred.providers.Price;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;
import sacred.providers.Windows;
import sacred.timeline.ModelRef;

class ConfigLoaderTest {

    private static final Map<String, String> KEYS =
            Map.of("OPENAI_API_KEY", "sk-x", "ANTHROPIC_API_KEY", "sk-ant-y", "GROQ_API_KEY", "gsk_z");

    /** Every name of the contract. */
    private static final String COMPLETE = """
        llm_providers:
          ollama:    {enabled: true,  base_url: "http://localhost:11434/", models: [tinyllama, phi-3, llama3.1]}
          openai:    {enabled: false, api_key: "${OPENAI_API_KEY}", models: [gpt-4, gpt-3.5-turbo]}
          anthropic: {enabled: true, api_key: "${ANTHROPIC_API_KEY}", base_url: "https://api.anthropic.com/v1/"}
          groq:      {enabled: false, type: groq, api_key: "${GROQ_API_KEY}"}
          my-vllm:   {type: openai, base_url: "http://gpu:8000/v1", timeouts: {idle_s: 1.5, content_s: 700}, retry: {attempts: 2}}
        routing_strategy:
          mode: rules
          speculate: on
          deadline_ms: 7000
          retries: 4
          cache_ttl_s: 90
          by_intent: {explain: "ollama:phi-3", "fix code": "my-vllm:x"}
          by_difficulty: {hard: "my-vllm:y"}
          by_domain: {CuD: "ollama:llama3.1"}
          query_routing: "ollama:tinyllama"
          tool_calling: "panel"
          response_formatting: "ollama:phi-3"
          fallback: ["ollama:tinyllama", "composite/think/my-vllm:a/b:c"]
          format: always
        limits:
          timeouts: {connect_s: 11, first_byte_s: 121}
          retry: {attempts: 4, base_ms: 400, cap_ms: 10000}
          concurrency: {my-vllm: 3}
          rate: {groq: 30/min}
        budget: {per_turn_usd: 0.50, per_session_usd: 5, per_day_usd: 0}
        windows: {"ollama:phi-3": 8192}
        prices: {"openai:gpt-4": {input: 30.00, output: 60.00, cache_read: 15.00}}
        cache: {enabled: true, ttl_s: 60}
        tools: {files: allow, shell: off, web: ask, max_rounds: 12, in_prompt: "ollama:phi-3"}
        ui: {theme: dark, mouse: no, alt_screen: never}
        logical_models:
          panel: {strategy: moa, proposers: ["ollama:llama3.1", "openai:gpt-4"], aggregator: "openai:gpt-4"}
          deep: {strategy: refine, model: panel, critic: "ollama:phi-3"}
          council:
            strategy: consortium
            models: ["ollama:llama3.1:2", "openai:gpt-4"]
            arbiter: "openai:gpt-4"
            confidence_threshold: 0.8
            min_iterations: 1
            max_iterations: 3
        """;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 5000 | 2",
                "{preset: balanced} | 5000 | 2",
                "{preset: fast} | 3000 | 1",
                "{preset: cheap} | 8000 | 2",
                "{preset: reliable} | 5000 | 3",
                "{preset: fast, retries: 0} | 3000 | 0",
                "{deadline_ms: 700, preset: reliable} | 700 | 3"
            })
    void aPresetSetsWhatIsNotSpelledOut(String routing, long deadlineMillis, int retries) throws ConfigException {
        Config.Routing r = WrittenConfig.in(directory, "routing_strategy: " + routing)
                .load(KEYS)
                .routing();

        assertEquals(deadlineMillis, r.deadline().toMillis());
        assertEquals(retries, r.retries());
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "\"off\""})
    void routingCanBeTurnedOff(String word) throws ConfigException {
        assertEquals(
                TurnSettings.Mode.OFF,
                WrittenConfig.in(directory, "routing_strategy: {mode: " + word + "}")
                        .load(KEYS)
                        .routing()
                        .mode());
    }

    @Test
    void everyNameOfTheContractIsUnderstood() throws ConfigException {
        Config config = WrittenConfig.in(directory, COMPLETE).load(KEYS);

        assertEquals(
                List.of("ollama", "anthropic", "my-vllm", "builtin"),
                config.providers().stream().map(ProviderSettings::name).toList());
        assertEquals(List.of("openai", "groq"), List.copyOf(config.disabled().keySet()));
        assertEquals(
                new Config.Routing(
                        TurnSettings.Mode.RULES,
                        TurnSettings.Speculate.ON,
                        Duration.ofSeconds(7),
                        4,
                        Duration.ofSeconds(90),
                        "ollama:tinyllama",
                        "panel",
                        "ollama:phi-3",
                        Map.of(
                                "by_intent", Map.of("explain", "ollama:phi-3", "fix code", "my-vllm:x"),
                                "by_difficulty", Map.of("hard", "my-vllm:y"),
                                "by_domain", Map.of("CuD", "ollama:llama3.1")),
                        List.of("ollama:tinyllama", "composite/think/my-vllm:a/b:c"),
                        true),
                config.routing());
        assertEquals(
                new Config.Budget(
                        Optional.of(new BigDecimal("0.50")),
                        Optional.of(new BigDecimal("5")),
                        Optional.of(BigDecimal.ZERO)),
                config.budget());
        assertEquals(
                Map.of(
                        new ModelRef("openai", "gpt-4"),
                        new Price(
                                new BigDecimal("30.00"),
                                new BigDecimal("60.00"),
                                Optional.of(new BigDecimal("15.00")),
                                Optional.empty())),
                config.prices().table());
        assertEquals(
                new Windows.Limits(
                        Map.of(ModelRef.parse("ollama:phi-3"), 8192), 32_768, Set.of(ModelRef.parse("ollama:phi-3"))),
                config.windows());
        assertEquals(
                new Config.Limits(
                        Map.of("ollama", 1, "anthropic", 8, "my-vllm", 3, "builtin", 8),
                        Map.of("groq", new Rate(30, Duration.ofMinutes(1)))),
                config.limits());
        assertEquals(new Config.Cache(true, Duration.ofMinutes(1)), config.cache());
        assertEquals(new Config.Ollama(true, Duration.ofMinutes(15)), config.ollama());
        assertEquals(
                new Config.Tools(Config.Permission.ALLOW, Config.Permission.OFF, Config.Permission.ASK, List.of(), 12),
                config.tools());
        assertEquals(new Config.Ui("dark", false, "never"), config.ui());
        assertEquals(
                List.of("panel", "deep", "council"),
                List.copyOf(config.logicalModels().keySet()));
        Config.LogicalModel council = config.logicalModels().get("council");
        assertEquals(List.of("ollama:llama3.1:2", "openai:gpt-4"), council.members());
        assertEquals(Map.of("arbiter", "openai:gpt-4"), council.roles());
        assertEquals(List.of(), config.notes());
    }

    @Test
    void whatAProviderSaysGoesBeforeTheLimitsOfAllAndThoseBeforeTheDefaults() throws ConfigException {
        Config config = WrittenConfig.in(directory, COMPLETE).load(KEYS);

        Duration connect = Duration.ofSeconds(11);
        Duration firstByte = Duration.ofSeconds(121);
        ProviderSettings ollama = config.providers().get(0);
        assertEquals(new Timeouts(connect, firstByte, Duration.ofSeconds(90)), ollama.timeouts());
        assertEquals(new RetryPolicy(4, Duration.ofMillis(400), Duration.ofSeconds(10)), ollama.retry());
        ProviderSettings vllm = config.providers().get(2);
        assertEquals(
                new Timeouts(connect, firstByte, Duration.ofMillis(1500), Duration.ofSeconds(700)), vllm.timeouts());
        assertEquals(new RetryPolicy(2, Duration.ofMillis(400), Duration.ofSeconds(10)), vllm.retry());
    }

    @Test
    void anAddressLosesItsSlashAndAnthropicItsVersion() throws ConfigException {
        Config config = WrittenConfig.in(directory, COMPLETE).load(KEYS);

        assertEquals(
                List.of("http://localhost:11434", "https://api.anthropic.com", "http://gpu:8000/v1", ""),
                config.providers().stream().map(ProviderSettings::baseUrl).toList());
    }

    @Test
    void allProblemsAreShownAtOnceInTheOrderOfTheFile() {
        var file = WrittenConfig.in(directory, """
            limts: {}
            llm_providers:
              openai:
                modle: [x]
                api_key: "k"
            routing_strategy: {mode: sometimes, response_formatting: "opnai:x"}
            budget: {per_day_usd: -1}
            """);

        assertEquals(
                List.of(
                        "config.yaml:1:1  limts: unknown key. Did you mean \"limits\"? Allowed: llm_providers,"
                                + " routing_strategy, limits, budget, prices, windows, tls, cache, ollama, tools, web,"
                                + " mcp, ui, export, telemetry, log, logical_models.",
                        "config.yaml:4:5  llm_providers.openai.modle: unknown key. Did you mean \"models\"? Allowed:"
                                + " enabled, type, base_url, api_key, allow_http, models, timeouts, retry.",
                        "config.yaml:6:26  routing_strategy.mode: \"sometimes\" is not allowed. Allowed: auto, model,"
                                + " rules, off.",
                        "config.yaml:6:58  routing_strategy.response_formatting: no provider is called \"opnai\". Did"
                                + " you mean \"openai\"? Configured: openai, builtin.",
                        "config.yaml:7:23  budget.per_day_usd: expected a number from 0 to 1000000."),
                file.problems(Map.of()));
    }

    @Test
    void atMostTwentyProblemsAreListedAndTheRestIsCounted() {
        var yaml = new StringBuilder();
        for (int i = 0; i < 23; i++) {
            yaml.append("unknown").append(i).append(": 1\n");
        }

        List<String> problems = WrittenConfig.in(directory, yaml.toString()).problems(Map.of());

        assertEquals(21, problems.size());
        assertEquals("config.yaml  and 3 more.", problems.getLast());
    }

    /** In the table {@code ⏎} is a line break, {@code →} a tab. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // text that is not YAML, or more of it than a configuration needs
                "model:gpt-4o | 1:6 | A space is missing",
                "llm_providers:⏎  ollama:⏎    base_url:\"http\" | 3:13 | A space is missing",
                "just text | 1:1 | expected a mapping of keys, got text",
                "- a | 1:1 | expected a mapping of keys, got a list",
                "<!DOCTYPE html><html> | 1:1 | this is HTML",
                "// c⏎ui: {} | 1:1 | a comment begins with \"#\"",
                "ui: {} // c | 1:8 | a comment begins with \"#\"",
                "ui:→1 | 1:4 | a tab is not allowed",
                "llm_providers:⏎→stub: {} | 2:1 | a tab is not allowed",
                "ui:⏎  mouse: true⏎   theme: auto | 3:9 | correct the indentation",
                "ui:⏎    mouse: true⏎  theme: auto | 3:3 | does not line up with what is above it, which begins at"
                        + " column 1",
                "ui: {}⏎model gpt⏎tools: {} | 2:1 | the \":\" is missing",
                "llm_providers:⏎  a: {api_key: \"x⏎ | 2:16 | this quote is never closed",
                "ui: [a⏎ | 1:5 | this bracket is never closed",
                "ui: {a: 1 b: 2} | 1:12 | expected \",\" or the closing bracket",
                "a: b: c | 1:5 | Quote a value",
                "ui: {theme: @x} | 1:13 | Quote it",
                "ui: {theme: %x} | 1:13 | Quote it",
                "ui: {theme: \"\\q\"} | 1:15 | not an escape",
                "ui: {}⏎<<<<<<< HEAD⏎ui: {} | 2:1 | unresolved git conflict",
                "ui: {}⏎>>>>>>> theirs | 2:1 | unresolved git conflict",
                "ui: {}⏎---⏎ui: {} | 2:1 | one document only",
                "ui: {a: ${X}} | 1:10 | Put quotes around \"${NAME}\"",
                // what YAML would do for us and must not
                "ui: &a {mouse: true}⏎limits: *a | 1:5 | anchors are not allowed",
                "a: &a {b: *a} | 1:4 | anchors are not allowed",
                "ui: {theme: *x} | 1:13 | aliases are not allowed",
                "ui: !!javax.script.ScriptEngineManager [x] | 1:5 | tags are not allowed",
                "ui: !!python/object/apply [x] | 1:5 | tags are not allowed",
                "ui: {theme: !env X} | 1:13 | tags are not allowed",
                "ui: {theme: !!binary aa} | 1:13 | tags are not allowed",
                "? [a, b]⏎: 1 | 1:3 | a key must be text, not a list",
                "ui: {}⏎ui: {} | 2:1 | ui: given twice, first on line 1",
                "ui: {mouse: true, mouse: true} | 1:19 | ui.mouse: given twice",
                "on: 1 | 1:1 | on: unknown key",
                "ui: {~: 1} | 1:6 | ui: a key must be text, not nothing",
                "ui: {theme: \"\\U0001F600\\U99999999\"} | 1:24 | not a character",
                "<<: {} | 1:1 | unknown key",
                // values of the wrong kind
                "llm_providers: [a] | 1:16 | llm_providers: expected a mapping of keys, got a list",
                "llm_providers: {openai: {models: gpt-4}} | 1:34 | llm_providers.openai.models: expected a list, got"
                        + " text",
                "llm_providers: {openai: {models: [no]}} | 1:35 | expected text, got a boolean. Quote it",
                "llm_providers: {openai: {models: [1.10]}} | 1:35 | expected text, got a number. Quote it",
                "llm_providers: {openai: {models: [2024-01-01]}} | 1:35 | expected text, got a date. Quote it",
                "llm_providers: {openai: {models: [\"\"]}} | 1:35 | must not be empty",
                "llm_providers: {openai: {models: [\"\\x1b[31m\"]}} | 1:35 | contains a control character",
                "llm_providers: {openai: {enabled: \"true\"}} | 1:35 | expected true or false, got text. Remove the"
                        + " quotes",
                "llm_providers: {openai: {enabled: }} | 1:34 | expected true or false, got nothing",
                "routing_strategy: {query_routing: on} | 1:35 | routing_strategy.query_routing: expected text, got a"
                        + " boolean. Quote it",
                "routing_strategy: {query_routing: {a: b}} | 1:35 | expected text, got a mapping",
                "tools: {shell: alow} | 1:16 | tools.shell: \"alow\" is not allowed. Did you mean \"allow\"?",
                "ui: {theme: [dark]} | 1:13 | expected a word, got a list",
                // numbers
                "tools: {max_rounds: 0} | 1:21 | tools.max_rounds: expected a whole number from 1 to 100",
                "tools: {max_rounds: 101} | 1:21 | expected a whole number from 1 to 100",
                "tools: {max_rounds: 2.5} | 1:21 | expected a whole number from 1 to 100",
                "tools: {max_rounds: many} | 1:21 | expected a whole number from 1 to 100",
                "tools: {max_round: 3} | 1:9 | Did you mean \"max_rounds\"?",
                "tools: {in_prompt: [llama]} | 1:21 | tools.in_prompt: expected a model: write provider:model.",
                "limits: {retry: {attempts: -1}} | 1:28 | expected a whole number from 1 to 10",
                "limits: {retry: {attempts: 0}} | 1:28 | expected a whole number from 1 to 10",
                "limits: {retry: {attempts: 11}} | 1:28 | expected a whole number from 1 to 10",
                "limits: {retry: {attempts: 1.5}} | 1:28 | expected a whole number from 1 to 10",
                "limits: {retry: {attempts: \"3\"}} | 1:28 | got text. Remove the quotes",
                "limits: {retry: {attempts: 0600}} | 1:28 | in decimal digits",
                "limits: {retry: {attempts: 0o600}} | 1:28 | in decimal digits",
                "limits: {retry: {attempts: 123456789012345678901234567890123}} | 1:28 | from 1 to 10",
                "limits: {retry: {base_ms: 30000}} | 1:10 | base_ms (30000) is above cap_ms (20000)",
                "llm_providers: {ollama: {retry: {cap_ms: 100}}} | 1:26 | llm_providers.ollama.retry: base_ms (500) is"
                        + " above cap_ms (100)",
                "limits: {timeouts: {idle_s: 30s}} | 1:29 | without a unit",
                "limits: {timeouts: {idle_s: 0}} | 1:29 | above 0 up to 86400",
                "limits: {timeouts: {idle_s: 99999}} | 1:29 | above 0 up to 86400",
                "limits: {concurrency: {ollama: 0}} | 1:32 | from 1 to 64",
                "limits: {concurrency: {olama: 2}} | 1:24 | limits.concurrency.olama: no provider is called \"olama\"."
                        + " Did you mean \"ollama\"?",
                "limits: {rate: {olama: 2/s}} | 1:17 | no provider is called \"olama\"",
                "limits: {rate: {ollama: 30 per minute}} | 1:25 | expected a rate such as 30/min",
                "limits: {rate: {ollama: 0/s}} | 1:25 | expected a rate such as 30/min",
                "routing_strategy: {deadline_ms: 0} | 1:33 | above 0",
                "routing_strategy: {by_domain: {XD: \"ollama:x\"}} | 1:32 | routing_strategy.by_domain.XD: unknown"
                        + " key.",
                "routing_strategy: {by_domain: {CD: \"olama:x\"}} | 1:36 | no provider is called \"olama\"",
                "routing_strategy: {by_intent: {fix: ollama}} | 1:37 | a model is written provider:model",
                "routing_strategy: {by_difficulty: {normal: \"ollama:x\"}} | 1:36 | unknown key",
                "routing_strategy: {by_difficulty: {easy: 3}} | 1:42 | routing_strategy.by_difficulty.easy",
                "routing_strategy: {retries: 6} | 1:29 | from 0 to 5",
                "routing_strategy: {preset: quick} | 1:28 | \"quick\" is not allowed. Allowed: balanced, fast, cheap,"
                        + " reliable.",
                "routing_strategy: {mode: of} | 1:26 | Did you mean \"off\"?",
                "budget: {per_day_usd: -0.01} | 1:23 | from 0",
                "budget: {per_day_usd: 1e400} | 1:23 | from 0",
                "cache: {ttl_s: 0} | 1:16 | above 0",
                "prices: {\"ollama:x\": {input: 1}} | 1:10 | needs input and output",
                "prices: {\"olama:x\": {input: 1, output: 1}} | 1:10 | no provider is called \"olama\"",
                "prices: {ollama: {input: 1, output: 1}} | 1:10 | write provider:model",
                "prices: {\"ollama:x\": {input: -1, output: 1}} | 1:30 | from 0",
                "windows: {\"olama:x\": 4096} | 1:11 | no provider is called \"olama\"",
                "windows: {ollama: 4096} | 1:11 | write provider:model",
                "windows: {\"ollama:x\": 8k} | 1:23 | from 512",
                "windows: {\"ollama:x\": 0} | 1:23 | from 512",
                "limits: {num_ctx: 1.5} | 1:19 | from 512",
                // addresses
                "llm_providers: {ollama: {base_url: \"localhost:11434\"}} | 1:36 | begin with http:// or https://",
                "llm_providers: {ollama: {base_url: \"file:///etc\"}} | 1:36 | begin with http:// or https://",
                "llm_providers: {ollama: {base_url: \"http:///v1\"}} | 1:36 | has no host",
                "llm_providers: {ollama: {base_url: \"http://me:pw@h\"}} | 1:36 | must not contain a user",
                "llm_providers: {ollama: {base_url: \"http://h?key=1\"}} | 1:36 | must not contain \"?\"",
                "llm_providers: {ollama: {base_url: \"http://h:99999\"}} | 1:36 | port of the URL must be from 1",
                "llm_providers: {ollama: {base_url: \"http://h//v1//\"}} | 1:36 | contains \"//\"",
                "llm_providers: {ollama: {base_url: \"http://h/v1 \"}} | 1:36 | contains a blank",
                "llm_providers: {ollama: {base_url: \"http://müller.example\"}} | 1:36 | a letter outside of ASCII",
                // providers
                "llm_providers: {my: {}} | 1:17 | llm_providers.my: has no type",
                "llm_providers: {opnai: {}} | 1:17 | Did you mean \"openai\"?",
                "llm_providers: {my: {type: opena}} | 1:28 | \"opena\" is not allowed. Did you mean \"openai\"?",
                "llm_providers: {my: {type: openai-compatible}} | 1:17 | needs a base_url",
                "llm_providers: {\"a b\": {type: openai}} | 1:17 | a provider's name is letters",
                "llm_providers: {builtin: {type: openai}} | 1:17 | belongs to the built-in engine",
                "llm_providers: {builtin: {enabled: false}} | 1:17 | takes no settings. Remove enabled",
                // variables
                "llm_providers: {openai: {api_key: $OPENAI_API_KEY}} | 1:35 | with braces",
                "llm_providers: {openai: {api_key: \"${}\"}} | 1:35 | \"${NAME:-default}\"",
                "llm_providers: {openai: {api_key: \"${A\"}} | 1:35 | \"${NAME:-default}\"",
                "llm_providers: {openai: {api_key: \"${A:-${B}}\"}} | 1:35 | \"${NAME:-default}\"",
                "llm_providers: {openai: {api_key: {env:X}}} | 1:35 | expected text, got a mapping",
                "routing_strategy: {query_routing: \"ollama:${X}\"} | 1:35 | the environment variable X is not set",
                // references and logical models
                "routing_strategy: {response_formatting: \"nowhere:x\"} | 1:41 | no provider is called \"nowhere\"",
                "routing_strategy: {fallback: [\"ollama:x\", \"olama:x\"]} | 1:43 | Did you mean \"ollama\"?",
                "routing_strategy: {fallback: \"ollama:\"} | 1:30 | names no model",
                "routing_strategy: {tool_calling: llama3} | 1:34 | a model is written provider:model",
                "routing_strategy: {tool_calling: composite/moas/ollama:x} | 1:34 | no strategy is called \"moas\"."
                        + " Did you mean \"moa\"?",
                "routing_strategy: {tool_calling: composite/moa/olama:x} | 1:34 | no provider is called \"olama\"",
                "routing_strategy: {tool_calling: composite/moa} | 1:34 | is incomplete",
                "routing_strategy: {tool_calling:"
                        + " \"composite/moa/composite/moa/composite/moa/composite/moa/ollama:x\"} | 1:34 | 3 deep",
                "logical_models: {a: {strategy: moa, models: [a]}} | 1:18 | contains itself: a -> a",
                "logical_models:⏎  a: {strategy: moa, models: [b]}⏎  b: {strategy: moa, models: [a]} | 2:3 |"
                        + " logical_models.a: contains itself: a -> b -> a",
                "logical_models:⏎  a: {strategy: moa, models: [composite/think/a]} | 2:3 | contains itself: a -> a",
                "logical_models: {a: {strategy: moa, models: [b]}} | 1:46 | \"b\" is no logical model",
                "logical_models: {a: {strategy: moa, models: []}} | 1:18 | needs 1 to 64 members, has 0",
                "logical_models: {a: {models: [\"ollama:x\"]}} | 1:18 | has no strategy",
                "logical_models: {a: {strategy: mao, models: [\"ollama:x\"]}} | 1:32 | Did you mean \"moa\"?",
                "logical_models: {tools: {strategy: moa, models: [\"ollama:x\"]}} | 1:18 | and not direct, tools or"
                        + " composite",
                "logical_models: {a: {strategy: moa, models: [\"ollama:x\"], proposers: [\"ollama:x\"]}} | 1:18 | Keep"
                        + " one",
                "logical_models: {a: {strategy: moa, models: [\"ollama:x\"], confidence_threshold: 1.1}} | 1:81 | from"
                        + " 0 to 1",
                "logical_models: {a: {strategy: moa, models: [\"ollama:x\"], min_iterations: 4, max_iterations: 2}} |"
                        + " 1:18 | above max_iterations",
            })
    void aProblemIsReportedAtItsPlace(String written, String place, String words) {
        String yaml = written.replace("⏎", "\n").replace("→", "\t");

        List<String> problems = WrittenConfig.in(directory, yaml).problems(Map.of());

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("config.yaml:" + place + "  "), problems::toString);
        assertTrue(problems.getFirst().contains(words), problems::toString);
    }

    @Test
    @Tag("A2.02")
    void logicalModelsFourDeepAreRefusedAndThreeDeepAreNot() {
        String three = """
            logical_models:
              b: {strategy: moa, models: [c]}
              c: {strategy: moa, models: [d]}
              d: {strategy: moa, models: ["ollama:x"]}
            """;

        assertEquals(List.of(), WrittenConfig.in(directory, three).problems(Map.of()));
        List<String> four = WrittenConfig.in(directory, three + "  a: {strategy: moa, models: [b]}\n")
                .problems(Map.of());
        assertEquals(
                List.of("config.yaml:5:3  logical_models.a: logical models may stand inside each other 3 deep, not"
                        + " deeper."),
                four);
    }

    @Test
    void nestingIsRefusedWhereItBecomesTooDeep() {
        List<String> problems =
                WrittenConfig.in(directory, "[".repeat(60) + "]".repeat(60)).problems(Map.of());

        assertEquals(List.of("config.yaml:1:22  nested more than 20 deep."), problems);
    }

    @Test
    void invisibleCharactersAreReportedWhereTheyStand() {
        assertEquals(
                List.of("config.yaml:2:3  there is a byte order mark here (\\ufeff). Remove it."),
                WrittenConfig.in(directory, "ui: {}\n  \ufefftools: {}\n").problems(Map.of()));
        assertEquals(
                List.of("config.yaml:2:1  the line begins with a non-breaking space or another invisible character."
                        + " Use plain spaces."),
                WrittenConfig.in(directory, "ui:\n\u00a0\u00a0mouse: true\n").problems(Map.of()));
        assertEquals(
                List.of("config.yaml:2:4  there is a control character here (\\u0000). Remove it."),
                WrittenConfig.in(directory, "ui: {}\r\n# a\0\n").problems(Map.of()));
        assertEquals(
                List.of("config.yaml:1:6  there is a control character here (\\u009b). Remove it."),
                WrittenConfig.in(directory, "# 😀 a\u009b\n").problems(Map.of()));
    }

    @Test
    void aFileThatIsNotUtf8IsReportedAtItsFirstBadByte() {
        byte[] latin1 = "ui: {}\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        byte[] utf16 = "ui: {}\n".getBytes(StandardCharsets.UTF_16);

        assertEquals(
                List.of("config.yaml:2:6  the file is not UTF-8 from here on. Save it as UTF-8."),
                WrittenConfig.in(directory, latin1).problems(Map.of()));
        assertEquals(
                List.of("config.yaml:1:1  the file is UTF-16. Save it as UTF-8."),
                WrittenConfig.in(directory, utf16).problems(Map.of()));
    }

    @Test
    void aFileAboveOneMebibyteIsRefusedAndOneOfThatSizeIsRead() {
        String comment = "#".repeat(ConfigText.LARGEST_BYTES);

        assertEquals(List.of(), WrittenConfig.in(directory, comment).problems(Map.of()));
        assertEquals(
                List.of("config.yaml:1:1  the file is larger than 1 MiB. A configuration is a page of text."),
                WrittenConfig.in(directory, comment + "#").problems(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ui\": {\"mouse\": true}, \"tools\": {\"web\": \"off\"}}",
                "\ufeffui: {mouse: true}\n",
                "ui: {mouse: true}\r\ntools: {web: ask}\r\n",
                "ui: {mouse: true}\rtools: {web: ask}\r",
                "---\nui: {mouse: true}\n...\n",
                "limits:\nprices:\nllm_providers:\n  ollama:\n",
            })
    void otherWaysToWriteTheSameAreFine(String yaml) {
        assertEquals(List.of(), WrittenConfig.in(directory, yaml).problems(Map.of()));
    }

    @Test
    void variablesAreInsertedAsTheyAreAndNeverReadAsYaml() throws ConfigException {
        var file = WrittenConfig.in(directory, """
            llm_providers:
              my: {type: openai, base_url: "${URL:-http://localhost:1/v1}", models: ["${MODEL}", "${SAME:-d}-x"]}
            """);
        String hostile = "a: {b: ${MODEL}} # \"'";

        Config config = file.load(Map.of("MODEL", hostile, "SAME", ""));

        ProviderSettings my = config.providers().getFirst();
        assertEquals("http://localhost:1/v1", my.baseUrl());
        assertEquals(List.of(hostile, "d-x"), my.models());
    }

    @Test
    void aMissingVariableDisablesItsProviderAndNamesItself() throws ConfigException {
        var file = WrittenConfig.in(directory, """
            llm_providers:
              keyless: {type: openai, base_url: "http://h", api_key: "${MISSING_KEY}"}
              off: {type: openai, enabled: false, api_key: "${MISSING_KEY}"}
            routing_strategy: {response_formatting: "keyless:x"}
            """);

        Config config = file.load(Map.of());

        String reason = "the environment variable MISSING_KEY is not set (llm_providers.keyless.api_key)";
        assertEquals(
                Map.of("keyless", reason, "off", "disabled in the configuration (enabled: false)"), config.disabled());
        assertEquals(
                List.of("routing_strategy.query_routing names keyless:x: keyless is disabled, because " + reason + "."),
                config.notes());
    }

    @Test
    void everyTypeThatMayBeWrittenCanBeSpoken() throws ConfigException {
        for (String type : Schema.TYPES) {
            String members = type.equals("builtin") ? "" : ", base_url: \"http://localhost:1/v1\"";

            Config config = WrittenConfig.in(directory, "llm_providers: {g: {type: " + type + members + "}}")
                    .load(Map.of());

            assertEquals(Map.of(), config.disabled(), type);
            assertEquals("g", config.providers().getFirst().name(), type);
        }
    }

    @Test
    void openaiCompatibleIsAnotherNameOfOpenai() throws ConfigException {
        Config config = WrittenConfig.in(
                        directory, "llm_providers: {my: {type: openai-compatible, base_url: \"http://h:1/v1\"}}")
                .load(Map.of());

        assertEquals(ProviderKind.OPENAI, config.providers().getFirst().kind());
    }

    @Test
    void withoutRoutingTheFirstListedModelAnswersAndThatIsSaid() throws ConfigException {
        Config config = WrittenConfig.in(directory, """
            llm_providers:
              off: {type: openai, enabled: false, models: [never]}
              my: {type: openai, base_url: "http://h/v1", models: [first, second]}
            """).load(Map.of());

        assertEquals("my:first", config.routing().responseFormatting());
        assertEquals("my:first", config.routing().toolCalling());
        assertEquals("my:first", config.routing().queryRouting());
        assertEquals(List.of(), config.routing().fallback());
        assertEquals(
                List.of("routing_strategy.response_formatting is not set, so my:first answers unless another model is"
                        + " chosen."),
                config.notes());
    }

    @Test
    void withoutAnyListedModelTheBuiltInEngineAnswers() throws ConfigException {
        Config config = WrittenConfig.in(directory, "llm_providers: {my: {type: openai, base_url: \"http://h/v1\"}}")
                .load(Map.of());

        assertEquals("builtin:default", config.routing().responseFormatting());
    }

    @Test
    void aModelOutsideItsProvidersListIsNoted() throws ConfigException {
        Config config = WrittenConfig.in(directory, """
            llm_providers: {ollama: {models: [phi-3]}}
            routing_strategy: {response_formatting: "ollama:phi-4"}
            """).load(Map.of());

        assertEquals(
                List.of("routing_strategy.query_routing names ollama:phi-4: it is not among the models that ollama"
                        + " lists."),
                config.notes());
    }

    @Test
    void aReferenceOfTheCommandLineIsCheckedLikeOneOfTheFile() throws ConfigException {
        Config config = WrittenConfig.in(directory, COMPLETE).load(KEYS);

        assertEquals(Optional.empty(), config.complaint("ollama:llama3.1:8b"));
        assertEquals(Optional.empty(), config.complaint("openai:gpt-4"));
        assertEquals(Optional.empty(), config.complaint("panel"));
        assertEquals(Optional.empty(), config.complaint("composite/moa/panel"));
        assertTrue(config.complaint("nosuch:x").orElseThrow().startsWith("no provider is called \"nosuch\"."));
        assertTrue(config.complaint("composite/nosuch/ollama:x")
                .orElseThrow()
                .startsWith("no strategy is called \"nosuch\"."));
    }

    @Test
    void theRootsOfTheToolsAreAbsolute() throws ConfigException {
        Config config = WrittenConfig.in(directory, "tools: {roots: [\"${HOME}/a/../b\", /srv]}\n")
                .load(Map.of("HOME", "/home/anna"));
        WrittenConfig relative = WrittenConfig.in(directory, "tools:\n  roots: [work, \"~/x\"]\n");

        assertEquals(
                List.of(Path.of("/home/anna/b"), Path.of("/srv")),
                config.tools().roots());
        assertEquals(
                List.of(
                        "config.yaml:2:11  tools.roots: expected an absolute path; ${HOME} may begin it.",
                        "config.yaml:2:17  tools.roots: expected an absolute path; ${HOME} may begin it."),
                assertThrows(ConfigException.class, () -> relative.load(Map.of()))
                        .problems());
    }

    @Test
    void commandsThatRunUnaskedAreNoted() throws ConfigException {
        assertEquals(
                "tools.shell is allow: commands that models write run without being asked about.",
                WrittenConfig.in(directory, "tools: {shell: allow}\n")
                        .load(Map.of())
                        .notes()
                        .getLast());
    }

    @Test
    void aNamedFileThatCannotBeReadIsAnErrorWithPathAndReason() throws Exception {
        Path missing = directory.resolve("missing.yaml");
        Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), missing);

        assertEquals(List.of("The configuration file " + missing + " does not exist."), problemsOf(missing));
        assertEquals(
                List.of("The configuration file " + directory + " is a directory, not a file."), problemsOf(directory));
        assertEquals(List.of("The configuration file " + link + " does not exist."), problemsOf(link));
    }

    private static List<String> problemsOf(Path option) {
        return assertThrows(
                        ConfigException.class, () -> ConfigLoader.load(Optional.of(option), Map.of(), Optional.empty()))
                .problems();
    }

    @Test
    void theLevelOfTheLogIsThatOfTheEnvironmentElseThatOfTheFile() throws ConfigException {
        assertEquals(
                LogLevel.INFO, WrittenConfig.in(directory, "").load(Map.of()).log());

        WrittenConfig written = WrittenConfig.in(directory, "log: {level: debug}");
        assertEquals(LogLevel.DEBUG, written.load(Map.of()).log());
        assertEquals(LogLevel.OFF, written.load(Map.of("SACRED_LOG", "off")).log());
    }
}
