package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The catalogue of what people write into a configuration, by the numbers of its rows: one problem each, at its place, in
 * words. The rows that need more than one file or one line are {@link CatalogueOfFilesTest}.
 */
class CatalogueTest {

    @TempDir
    Path directory;

    /** {@code ⏎} is a line break, {@code →} a tab, {@code ·} a non-breaking space, {@code ␀} and {@code ␛} themselves. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Y04 | just text | 1:1 | expected a mapping of keys, got text",
                "Y04 | model:gpt-4o | 1:6 | A space is missing after \":\"",
                "Y04 | 42 | 1:1 | expected a mapping of keys, got a number",
                "Y05 | <!DOCTYPE html>⏎<html></html> | 1:1 | this is HTML, not YAML",
                "Y05 | <HTML lang=en> | 1:1 | this is HTML, not YAML",
                "Y08 | {⏎  // ours⏎  \"ui\": {}⏎} | 2:3 | a comment begins with \"#\", not with \"//\"",
                "Y10 | ui:→1 | 1:4 | a tab is not allowed here. Use spaces",
                "Y10 | ui:⏎→theme: dark | 2:1 | a tab is not allowed here. Use spaces",
                "Y11 | ui:⏎    mouse: true⏎  theme: auto | 3:3 | which begins at column 1",
                "Y13 | ui: {}⏎model gpt⏎tools: {} | 2:1 | the \":\" is missing",
                "Y14 | llm_providers:⏎  a: {type: \"openai⏎ui: {} | 2:13 | this quote is never closed",
                "Y14 | llm_providers:⏎  a: {type: 'openai⏎ui: {} | 2:13 | this quote is never closed",
                "Y14 | ui: {⏎tools: {} | 1:5 | this bracket is never closed",
                "Y16 | ui: b: c | 1:6 | Quote a value that contains",
                "Y17 | ui: {theme: @x} | 1:13 | Quote it",
                "Y17 | ui: {theme: %x} | 1:13 | Quote it",
                "Y17 | ui: {theme: *x} | 1:13 | Quote a value that begins with \"*\"",
                "Y17 | ui: {theme: &x y} | 1:13 | Quote a value that begins with \"&\"",
                "Y17 | ui: {theme: !x y} | 1:13 | Quote a value that begins with \"!\"",
                "Y17 | %x⏎ui: {} | 2:1 | this is not YAML",
                "Y19 | ui: {}⏎<<<<<<< HEAD⏎tools: {}⏎=======⏎>>>>>>> x | 2:1 | unresolved git conflict",
                "Y20 | ui: {}⏎---⏎tools: {} | 2:1 | one document only",
                "Y22 | ui: {}⏎\ufefftools: {} | 2:1 | there is a byte order mark here",
                "Y23 | ui:⏎··theme: dark | 2:1 | begins with a non-breaking space",
                "Y25 | ui: {}⏎# a␀ | 2:4 | there is a control character here (\\u0000)",
                "Y25 | ui: {}⏎# a␛[31m | 2:4 | there is a control character here (\\u001b)",
                "Y25 | ui: {}⏎# a\u009b31m | 2:4 | there is a control character here (\\u009b)",
                "Y26 | llm_providers: {ollama: {models: [\"\\x1b[31m\"]}} | 1:35 | contains a control character",
                "Y29 | llm_providers: {ollama: {models: [no]}} | 1:35 | expected text, got a boolean. Quote it",
                "Y29 | on: {} | 1:1 | on: unknown key",
                "Y29 | ui: {null: x} | 1:6 | a key must be text, not nothing",
                "Y31 | routing_strategy: {speculate: maybe} | 1:31 | \"maybe\" is not allowed. Allowed: auto, on, off",
                "Y31 | routing_strategy: {mode: 0600} | 1:26 | \"0600\" is not allowed. Allowed: auto, model, rules",
                "Y31 | routing_strategy: {deadline_ms: 0600} | 1:33 | in decimal digits and without a unit",
                "Y31 | routing_strategy: {deadline_ms: 0o600} | 1:33 | in decimal digits and without a unit",
                "Y31 | routing_strategy: {deadline_ms: 0x10} | 1:33 | in decimal digits and without a unit",
                "Y31 | routing_strategy: {deadline_ms: 1_000} | 1:33 | in decimal digits and without a unit",
                "Y31 | routing_strategy: {deadline_ms: 1:30} | 1:33 | in decimal digits and without a unit",
                "Y32 | llm_providers: {ollama: {models: [1.10]}} | 1:35 | expected text, got a number. Quote it",
                "Y34 | llm_providers: {ollama: {models: [2024-01-01]}} | 1:35 | expected text, got a date. Quote it",
                "Y35 | limits: {retry: {attempts: 123456789012345678901234567890}} | 1:28 | a whole number from 1 to"
                        + " 10",
                "Y35 | budget: {per_day_usd: 1e400} | 1:23 | expected a number from 0 to 1000000",
                "Y35 | budget: {per_day_usd: .inf} | 1:23 | expected a number from 0 to 1000000",
                "Y35 | budget: {per_day_usd: -1} | 1:23 | expected a number from 0 to 1000000",
                "Y35 | limits: {retry: {attempts: 1.5}} | 1:28 | expected a whole number from 1 to 10",
                "Y37 | limits: {timeouts: {idle_s: 30s}} | 1:29 | above 0 up to 86400, in decimal digits and without a"
                        + " unit",
                "Y37 | limits: {timeouts: {idle_s: 1m30s}} | 1:29 | without a unit",
                "Y37 | limits: {timeouts: {idle_s: 5 min}} | 1:29 | without a unit",
                "Y37 | limits: {timeouts: {idle_s: PT5S}} | 1:29 | without a unit",
                "Y37 | limits: {timeouts: {idle_s: 0s}} | 1:29 | without a unit",
                "Y37 | limits: {timeouts: {idle_s: 0}} | 1:29 | above 0 up to 86400",
                "Y37 | limits: {timeouts: {idle_s: 99999d}} | 1:29 | without a unit",
                "Y37 | limits: {timeouts: {idle_s: -1s}} | 1:29 | without a unit",
                "Y37 | limits: {timeouts: {idle_s: -1}} | 1:29 | above 0 up to 86400",
                "Y38 | cache: {ttl_s: 10MB} | 1:16 | without a unit",
                "Y38 | cache: {ttl_s: 10MiB} | 1:16 | without a unit",
                "Y38 | cache: {ttl_s: 10 mb} | 1:16 | without a unit",
                "Y38 | cache: {ttl_s: 1e9} | 1:16 | in decimal digits",
                "Y40 | llm_providers: [a] | 1:16 | llm_providers: expected a mapping of keys, got a list",
                "Y40 | llm_providers: {ollama: {models: {a: 1}}} | 1:34 | models: expected a list, got a mapping",
                "Y40 | llm_providers: {ollama: {models: a}} | 1:34 | models: expected a list, got text. Write [a, b]",
                "Y40 | ui: {theme: [dark]} | 1:13 | ui.theme: expected a word, got a list",
                "Y41 | ? [a, b]⏎: 1 | 1:3 | a key must be text, not a list",
                "Y41 | ui: &a {*a: 1} | 1:5 | anchors are not allowed",
                "Y41 | ui: {{a: b}: 1} | 1:6 | a key must be text, not a mapping",
                "Y43 | ui: &a [1]⏎tools: [*a, *a] | 1:5 | anchors are not allowed",
                "Y44 | ui: &a {b: *a} | 1:5 | anchors are not allowed",
                "Y44 | ui: {b: *a} | 1:9 | aliases are not allowed",
                "Y50 | ui: !!python/object/apply [x] | 1:5 | tags are not allowed",
                "Y50 | ui: {theme: !env X} | 1:13 | tags are not allowed",
                "Y50 | ui: {theme: !!binary aa} | 1:13 | tags are not allowed",
                "Y50 | ui: !!set {a} | 1:5 | tags are not allowed",
                "Y52 | routing_strategy: {query_routing: \"ollama:${X}\"} | 1:35 | routing_strategy.query_routing: the"
                        + " environment variable X is not set",
                "Y52 | llm_providers: {openai: {api_key: \"${}\"}} | 1:35 | write a variable as \"${NAME}\"",
                "Y52 | llm_providers: {openai: {api_key: \"${A:-${B}}\"}} | 1:35 | write a variable as \"${NAME}\"",
                "Y52 | llm_providers: {openai: {api_key: \"${A\"}} | 1:35 | write a variable as \"${NAME}\"",
                "Y52 | llm_providers: {openai: {api_key: $OPENAI_API_KEY}} | 1:35 | write a variable with braces",
                "Y52 | llm_providers: {openai: {api_key: {env:X}}} | 1:35 | expected text, got a mapping",
                "Y56 | llm_providers: {ollama: {base_url: \"localhost:11434\"}} | 1:36 | begin with http:// or"
                        + " https://",
                "Y56 | llm_providers: {ollama: {base_url: \"api.example.com\"}} | 1:36 | begin with http:// or"
                        + " https://",
                "Y56 | llm_providers: {ollama: {base_url: \"http://8.8.8.8\"}} | 1:36 | Use https://, or set"
                        + " allow_http: true",
                "Y56 | telemetry: {otlp: \"http://collector.example:4318\"}  | 1:19 | reached by https:// only",
                "Y56 | telemetry: {otlp: \"localhost:4318\"}  | 1:19 | begin with http:// or https://",
                "Y56 | llm_providers: {ollama: {base_url: \"https://me:pw@h\"}} | 1:36 | must not contain a user or a"
                        + " password",
                "Y56 | llm_providers: {ollama: {base_url: \"https://api.openai.com@evil.test\"}} | 1:36 | must not"
                        + " contain a user",
                "Y56 | llm_providers: {ollama: {base_url: \"https://h?key=1\"}} | 1:36 | must not contain \"?\" or"
                        + " \"#\"",
                "Y56 | llm_providers: {ollama: {base_url: \"https://h#x\"}} | 1:36 | must not contain \"?\" or \"#\"",
                "Y56 | llm_providers: {ollama: {base_url: \"https://h/v1  \"}} | 1:36 | the URL contains a blank",
                "Y56 | llm_providers: {ollama: {base_url: \" https://h\"}} | 1:36 | the URL contains a blank",
                "Y56 | llm_providers: {ollama: {base_url: \"https://h//v1//\"}} | 1:36 | the path of the URL contains"
                        + " \"//\"",
                "Y56 | llm_providers: {ollama: {base_url: \"https://müller.example\"}} | 1:36 | a letter outside of"
                        + " ASCII",
                "Y56 | llm_providers: {ollama: {base_url: \"https://api.\u043epenai.com\"}} | 1:36 | Write its xn--"
                        + " form",
                "Y56 | llm_providers: {ollama: {base_url: \"https://h:99999\"}} | 1:36 | port of the URL must be from"
                        + " 1 to 65535",
                "Y56 | llm_providers: {ollama: {base_url: \"https://h:0\"}} | 1:36 | port of the URL must be from 1 to"
                        + " 65535",
                "Y56 | llm_providers: {ollama: {base_url: \"https://h:\"}} | 1:36 | the host or the port of the URL is"
                        + " not valid",
                "Y56 | llm_providers: {ollama: {base_url: \"https://h:-1\"}} | 1:36 | the host or the port of the URL"
                        + " is not valid",
                "Y56 | llm_providers: {ollama: {base_url: \"https://a_b\"}} | 1:36 | the host or the port of the URL"
                        + " is not valid",
                "Y56 | llm_providers: {ollama: {base_url: \"http://2130706433\"}} | 1:36 | must be written in full",
                "Y56 | llm_providers: {ollama: {base_url: \"http://0177.0.0.1\"}} | 1:36 | must be written in full",
                "Y56 | llm_providers: {ollama: {base_url: \"http://127.1\"}} | 1:36 | is not valid",
                "Y56 | llm_providers: {ollama: {base_url: \"http://0x7f000001\"}} | 1:36 | must be written in full",
                "Y56 | llm_providers: {ollama: {base_url: \"https:///v1\"}} | 1:36 | the URL has no host",
                "Y56 | llm_providers: {ollama: {base_url: \"file:///etc/passwd\"}} | 1:36 | begin with http:// or"
                        + " https://",
                "Y56 | llm_providers: {ollama: {base_url: \"ftp://h\"}} | 1:36 | begin with http:// or https://",
                "Y58 | routing_strategy: {response_formatting: \"nowhere:x\"} | 1:41 | no provider is called"
                        + " \"nowhere\"",
                "Y58 | logical_models:⏎  a: {strategy: moa, models: [b]}⏎  b: {strategy: moa, models: [c]}⏎  c:"
                        + " {strategy: moa, models: [a]} | 2:3 | logical_models.a: contains itself: a -> b -> c -> a",
                "Y58 | logical_models: {a: {strategy: moa, models: [composite/think/a]}} | 1:18 | contains itself: a"
                        + " -> a",
                "Y58 | logical_models: {a: {strategy: moa, models: []}} | 1:18 | needs 1 to 64 members, has 0",
                "Y58 | logical_models: {a: {strategy: moa, models: [\"ollama:x\"], quorate: 2}} | 1:59 | unknown key",
                "Y59 | limits: {retry: {attempts: 0}} | 1:28 | expected a whole number from 1 to 10",
                "Y59 | limits: {retry: {attempts: -1}} | 1:28 | expected a whole number from 1 to 10",
                "Y59 | limits: {retry: {attempts: 1000}} | 1:28 | expected a whole number from 1 to 10",
                "Y59 | limits: {retry: {base_ms: 30000}} | 1:10 | base_ms (30000) is above cap_ms (20000)",
                "Y59 | limits: {retry: {jitter: 2}} | 1:18 | limits.retry.jitter: unknown key",
                "Y59 | limits: {timeouts: {connect_s: 0}} | 1:32 | above 0 up to 86400",
            })
    void aRowIsOneProblemAtItsPlace(String row, String written, String place, String words) {
        String yaml = written.replace("⏎", "\n")
                .replace("→", "\t")
                .replace("·", "\u00a0")
                .replace("␀", "\0")
                .replace("␛", "\u001b");

        List<String> problems = WrittenConfig.in(directory, yaml).problems(Map.of());

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.getFirst().startsWith("config.yaml:" + place + "  "), problems::toString);
        assertTrue(problems.getFirst().contains(words), problems::toString);
    }
}
