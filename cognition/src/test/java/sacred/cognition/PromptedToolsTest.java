package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.calls;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderKind;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.ToolRun;

/** Models that take no tools get them in words, and what they answer is read strictly. */
@Timeout(60)
class PromptedToolsTest {

    private static final ModelRef PLAIN = ModelRef.parse("ollama:plain");
    private static final String CALL = "{\"tool\": \"calculator\", \"arguments\": {\"expression\": \"2+2\"}}";
    private static final String NOTE = "Tools described in the prompt, because ollama:plain does not take tools.";

    private final Stagehand hand = new Stagehand();

    private void answeredBy(ModelRef model, ModelRef... fallback) {
        hand.models.windows =
                new Known().model("ollama:plain", 0, Optional.of(false)).windows();
        hand.settings = new TurnSettings(
                Stagehand.ROUTES, model, model, List.of(fallback), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
    }

    private List<String> runs() {
        return hand.only(Block.Tool.class).tools().stream()
                .map(run -> run.name() + " " + run.arguments() + " " + run.result())
                .toList();
    }

    @Test
    void aModelThatTakesNoToolsCallsThemInWordsAndTheBlockSaysSo() throws IOException {
        answeredBy(PLAIN);
        hand.models.says("ollama:plain", text(CALL), text("{\"answer\": \"It is 4.\"}"), text("4"));

        assertEquals(Event.Outcome.OK, hand.ask("2+2"));

        Prompt first = hand.models.prompts.getFirst();
        assertEquals(List.of(), first.tools());
        assertTrue(first.json());
        assertTrue(first.system().contains("- calculator: "), first.system());
        assertTrue(first.system().contains("{\"tool\": \"NAME\", \"arguments\": {...}}"), first.system());
        assertTrue(first.system().contains("\"expression\""), "no schema in " + first.system());
        String second =
                ((Message.User) hand.models.prompts.get(1).flat().messages().getLast()).text();
        assertTrue(second.startsWith("2+2\n\n[The tool calculator was run with {\"expression\":\"2+2\"}"), second);
        assertTrue(second.endsWith("returned: 4]"), second);
        assertEquals(List.of("calculator {\"expression\":\"2+2\"} 4"), runs());
        assertEquals("It is 4.", hand.only(Block.Tool.class).text());
        assertEquals(List.of(NOTE), hand.only(Block.Tool.class).head().notes());
        assertEquals("4", hand.only(Block.Format.class).text());
    }

    @Test
    void anAnswerInAnotherFormIsAskedForOnceMoreWithWhatWasWrong() throws IOException {
        answeredBy(PLAIN);
        hand.models.says("ollama:plain", text("I would use the calculator."), text(CALL), text("{\"answer\":\"\"}"));
        hand.models.says("ollama:plain", text("4"));

        assertEquals(Event.Outcome.OK, hand.ask("2+2"));

        String again =
                ((Message.User) hand.models.prompts.get(1).flat().messages().getLast()).text();
        assertTrue(again.contains("[Your last answer was not accepted: it is not exactly one JSON object."), again);
        assertEquals(
                List.of(1, 2, 1),
                hand.only(Block.Tool.class).calls().stream().map(Call::attempt).toList());
        assertEquals(1, runs().size());
        assertEquals(2, hand.only(Block.Tool.class).head().notes().size());
    }

    @Test
    void whoAnswersTwiceInAnotherFormHasFailedAndNothingIsRun() throws IOException {
        answeredBy(PLAIN);
        hand.models.says("ollama:plain", text("No JSON."), text("```json\n" + CALL + "\n```"), text("Without."));

        assertEquals(Event.Outcome.OK, hand.ask("2+2"));

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.TOOL, error.error());
        assertEquals(List.of(), error.tools());
        assertTrue(error.text().startsWith("ollama:plain answered twice in another form"), error.text());
        assertEquals("Without.", hand.only(Block.Format.class).text());
    }

    @Test
    void aFallbackThatTakesNoToolsGetsThemInWordsToo() throws IOException {
        answeredBy(Stagehand.ANSWERS, PLAIN);
        hand.models.says("a:answers", fails(ErrorKind.AUTH, false), text("4"));
        hand.models.says("ollama:plain", text(CALL), text("{\"answer\":\"found\"}"));
        hand.models.says("a:answers", fails(ErrorKind.AUTH, false));

        hand.ask("2+2");

        assertFalse(hand.models.prompts.getFirst().tools().isEmpty());
        assertTrue(hand.models.prompts.get(1).tools().isEmpty());
        assertTrue(hand.only(Block.Tool.class).head().notes().contains(NOTE));
    }

    @Test
    void whatAModelThatTakesToolsCalledIsToldInWordsToTheOneThatDoesNot() throws IOException {
        answeredBy(Stagehand.ANSWERS, PLAIN);
        ToolCall first = new ToolCall("1", "calculator", "{\"expression\":\"1+1\"}");
        hand.models.says("a:answers", calls(first), fails(ErrorKind.AUTH, false), text("ok"));
        hand.models.says("ollama:plain", text("{\"answer\":\"found\"}"));

        hand.ask("2+2");

        String told =
                ((Message.User) hand.models.prompts.get(2).flat().messages().getLast()).text();
        assertTrue(told.contains("[The tool calculator was run with {\"expression\":\"1+1\"} and returned: 2]"), told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'tool':'clock','arguments':{}} {'tool':'clock','arguments':{}} | exactly one JSON object
        ```json~{'tool':'clock','arguments':{}}~```                     | exactly one JSON object
        Sure: {'tool':'clock','arguments':{}}                           | exactly one JSON object
        {'tool':'clock','arguments':{}                                  | exactly one JSON object
        {'tool':'clock','tool':'shell','arguments':{}}                  | exactly one JSON object
        [{'tool':'clock','arguments':{}}]                               | exactly one JSON object
        'clock'                                                         | exactly one JSON object
        ` `                                                             | exactly one JSON object
        {'tool':'clock'}                                                | its members are [tool]
        {'tool':'clock','arguments':{},'answer':'noon'}                 | its members are [answer, arguments, tool]
        {'tool':'clock','arguments':{},'confidence':1}                  | its members are [arguments, confidence, tool]
        {'name':'clock','arguments':{}}                                 | its members are [arguments, name]
        {'answer':7}                                                    | its members are [answer]
        {}                                                              | its members are []
        {'tool':'','arguments':{}}                                      | not the name of a tool
        {'tool':7,'arguments':{}}                                       | not the name of a tool
        {'tool':'clock','arguments':null}                               | not an object
        {'tool':'clock','arguments':'{}'}                               | not an object
        """)
    void nothingOfAnotherFormIsGuessed(String answer, String why) {
        String said = answer.replace('\'', '"').replace('~', '\n');
        PromptedTools.Violation violation = assertThrows(
                PromptedTools.Violation.class, () -> PromptedTools.read(Scripted.reply(said, List.of(), Reply.STOP)));
        assertTrue(violation.getMessage().contains(why), violation.getMessage());
    }

    @Test
    void whatWasCutIsNotRunThoughItLooksWhole() {
        assertThrows(
                PromptedTools.Violation.class, () -> PromptedTools.read(Scripted.reply(CALL, List.of(), Reply.LENGTH)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        OLLAMA | 400 | {'error':'registry.ollama.ai/library/plain:latest does not support tools'}
        OPENAI | 400 | {'error':{'message':'`tools` is not supported with this model','type':'invalid_request_error'}}
        OPENAI | 400 | {'error':{'message':'This model does not support function calling.'}}
        OPENAI | 404 | {'error':{'message':'No endpoints found that support tool use. To learn more about provider routing, visit: x','code':404}}
        OPENAI | 400 | {'object':'error','message':'`auto` tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'}
        OPENAI | 500 | {'error':{'code':500,'message':'tools param requires --jinja flag','type':'server_error'}}
        OPENAI | 500 | {'error':{'code':500,'message':'Cannot use tools with stream','type':'server_error'}}
        """)
    void aServerThatRefusesToolsIsAskedAgainAtOnceWithThemInWords(ProviderKind kind, int status, String body)
            throws Exception {
        try (ToolRounds rounds = new ToolRounds(
                kind,
                RawServer.answer(status, "Content-Type: application/json\r\n", body.replace('\'', '"')),
                ToolRounds.says(kind, CALL.replace("\"", "\\\"")),
                ToolRounds.says(kind, "{\\\"answer\\\":\\\"found\\\"}"),
                ToolRounds.says(kind, "The answer."))) {
            assertEquals(Event.Outcome.OK, rounds.ask());

            assertEquals(4, rounds.requests());
            assertFalse(rounds.body(0).path("tools").isEmpty());
            assertTrue(rounds.body(1).path("tools").isEmpty());
            Block.Tool block = rounds.hand.only(Block.Tool.class);
            assertEquals(ToolRun.OK, block.tools().getFirst().status());
            assertEquals(
                    List.of("Tools described in the prompt, because p:asked-model does not take tools."),
                    block.head().notes());
            assertEquals(List.of(), rounds.hand.waits);
        }
    }
}
