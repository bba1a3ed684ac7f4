package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.ToolRun;

/** Rounds of tools as whole turns: calls arrive in every form that the four APIs have, and results go back in theirs. */
@Timeout(60)
class ToolRoundsTest {

    /** What the answers in the files call, in order. */
    private static List<String> called(String file) {
        return switch (file) {
            case "openai-one.stream" -> List.of("get_capital {\"country\":\"UK\"}");
            case "openai-one.document" -> List.of("get_current_time {}");
            case "openai-two.stream", "openai-two.document" ->
                List.of(
                        "get_current_weather {\"location\":\"San Francisco\"}",
                        "get_current_weather {\"location\":\"Boston\"}");
            case "anthropic-one.stream", "anthropic-one.document" -> List.of("fixed_version {}");
            case "anthropic-two.stream", "anthropic-two.document" ->
                List.of(
                        "get_weather {\"location\":\"San Francisco, CA\",\"unit\":\"celsius\"}",
                        "get_time {\"timezone\":\"America/Los_Angeles\"}");
            case "gemini-one.stream", "gemini-one.document" -> List.of("get_country {}");
            case "gemini-two.stream", "gemini-two.document" ->
                List.of("get_weather {\"city\":\"Rome\"}", "get_weather {\"city\":\"Oslo\"}");
            case "ollama-one.stream" -> List.of("get_weather {\"city\":\"Rome\"}");
            case "ollama-one.document" -> List.of("datetime {}");
            case "ollama-two.stream", "ollama-two.document" ->
                List.of("get_weather {\"city\":\"Rome\"}", "get_time {\"zone\":\"Europe/Oslo\"}");
            default -> throw new IllegalArgumentException(file);
        };
    }

    private static Stream<String> files() {
        return Stream.of("openai", "anthropic", "gemini", "ollama")
                .flatMap(api -> Stream.of("one", "two").map(number -> api + "-" + number))
                .flatMap(name -> Stream.of("stream", "document").map(form -> name + "." + form));
    }

    private static ProviderKind kind(String file) {
        return ProviderKind.valueOf(file.substring(0, file.indexOf('-')).toUpperCase(Locale.ROOT));
    }

    private static RawServer.Script answer(String file) {
        String body = ToolRounds.file(file);
        return file.endsWith(".stream") ? ToolRounds.stream(kind(file), body) : ToolRounds.document(body);
    }

    @ParameterizedTest
    @Tag("A2.16")
    @MethodSource("files")
    void theCallsRunAndTheirResultsGoBackUnderTheirNames(String file) throws Exception {
        ProviderKind kind = kind(file);
        try (ToolRounds rounds = new ToolRounds(
                kind, answer(file), ToolRounds.says(kind, "found"), ToolRounds.says(kind, "The answer."))) {
            assertEquals(Event.Outcome.OK, rounds.ask());

            ToolRounds.Seen seen = rounds.seen(1);
            List<String> called = called(file);
            assertEquals(called, withoutIds(seen.calls()));
            assertEquals(results(called), withoutIds(seen.results()));
            if (kind != ProviderKind.OLLAMA) {
                assertEquals(ids(seen.calls()), ids(seen.results()));
                assertEquals(called.size(), different(ids(seen.calls())), "two calls with the same id");
                assertTrue(ids(seen.calls()).stream().noneMatch(String::isBlank), seen.toString());
            }
            Block.Tool block = rounds.hand.only(Block.Tool.class);
            assertEquals(
                    called, block.tools().stream().map(ToolRoundsTest::said).toList());
            assertEquals(
                    results(called), block.tools().stream().map(ToolRun::result).toList());
            assertEquals("found", block.text());
            assertEquals(2, block.calls().size());
            assertEquals("The answer.", rounds.hand.only(Block.Format.class).text());
            assertEquals(3, rounds.requests());
        }
    }

    private static long different(List<String> ids) {
        return ids.stream().distinct().count();
    }

    private static List<String> results(List<String> called) {
        return called.stream().map(call -> call.replaceFirst(" ", "")).toList();
    }

    private static List<String> withoutIds(List<String> lines) {
        return lines.stream()
                .map(line -> line.substring(line.indexOf(' ') + 1))
                .map(ToolRoundsTest::tidy)
                .toList();
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
    }

    private static String said(ToolRun run) {
        return tidy(run.name() + " " + run.arguments());
    }

    /** The blanks that some servers put between the members of an object do not matter. */
    private static String tidy(String line) {
        int object = line.indexOf('{');
        return line.substring(0, object) + ToolRounds.json(line.substring(object));
    }

    @Test
    void whatProvesTheReasoningGoesBackWithItsCalls() throws Exception {
        try (ToolRounds gemini = new ToolRounds(
                        ProviderKind.GEMINI,
                        answer("gemini-one.stream"),
                        ToolRounds.says(ProviderKind.GEMINI, "found"));
                ToolRounds anthropic = new ToolRounds(
                        ProviderKind.ANTHROPIC,
                        answer("anthropic-one.stream"),
                        ToolRounds.says(ProviderKind.ANTHROPIC, "found"))) {
            gemini.ask();
            anthropic.ask();

            assertTrue(gemini.body(1)
                    .at("/contents/1/parts/0/thoughtSignature")
                    .asText()
                    .startsWith("EpwICpkIAXLI2nxl"));
            assertEquals(
                    "thinking",
                    anthropic.body(1).at("/messages/1/content/0/type").asText());
            assertTrue(anthropic
                    .body(1)
                    .at("/messages/1/content/0/signature")
                    .asText()
                    .startsWith("EoQDCm0IDhgC"));
        }
    }
}
