package sacred.cognition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.ToolRun;

/** What servers get wrong about calls of tools, each as a whole turn: it is made good, or nothing is run and it is said. */
@Timeout(60)
class ToolCallsOnTheWireTest {

    private static final String OPENAI = "data: {'choices':[{'index':0,'delta':{'tool_calls':[%s]}}]}\n\n";
    private static final String OPENAI_END =
            "data: {'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}\n\ndata: [DONE]\n\n";
    private static final String ANTHROPIC_END = "data: {'type':'content_block_stop','index':0}\n\n"
            + "data: {'type':'message_delta','delta':{'stop_reason':'tool_use'}}\n\ndata: {'type':'message_stop'}\n\n";

    private static String wire(String body) {
        return body.replace("\\'", "\\\"").replace('\'', '"');
    }

    /** An answer of chat completions whose calls arrive in these pieces, one event each. */
    private static String openAi(String... pieces) {
        StringBuilder body = new StringBuilder();
        for (String piece : pieces) {
            body.append(OPENAI.formatted(piece));
        }
        return wire(body + OPENAI_END);
    }

    private static String anthropic(String start, String deltas) {
        return wire("data: {'type':'content_block_start','index':0,'content_block':{'type':'tool_use'," + start
                + "}}\n\n" + deltas + ANTHROPIC_END);
    }

    /** The turn that begins with this answer; every later request gets a plain one. */
    private static ToolRounds turn(ProviderKind kind, String body) throws Exception {
        ToolRounds rounds = new ToolRounds(
                kind, ToolRounds.stream(kind, body), ToolRounds.says(kind, "found"), ToolRounds.says(kind, "Done."));
        rounds.ask();
        return rounds;
    }

    private static List<String> ran(ToolRounds rounds) {
        return rounds.hand.only(Block.Tool.class).tools().stream()
                .map(run -> run.name() + " " + run.arguments() + " " + run.status())
                .toList();
    }

    @Test
    void argumentsThatArriveByteByByteAreWhole() throws Exception {
        RawServer.Script slow = connection -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
            for (byte b : ToolRounds.file("openai-two.stream").getBytes(UTF_8)) {
                connection.send(new byte[] {b});
            }
        };
        try (ToolRounds rounds = new ToolRounds(ProviderKind.OPENAI, slow, ToolRounds.says(ProviderKind.OPENAI, "x"))) {
            rounds.ask();

            assertEquals(
                    List.of(
                            "get_current_weather {\"location\": \"San Francisco\"} ok",
                            "get_current_weather {\"location\": \"Boston\"} ok"),
                    ran(rounds));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'arguments':''",
                "'arguments':null",
                "'arguments':'{}'",
                "'arguments':'null'",
                "'arguments':' '",
                "'arguments':{}",
                "'strict':false"
            })
    void noArgumentsAreAnEmptyObject(String arguments) throws Exception {
        String whole = openAi("{'index':0,'id':'c1','function':{'name':'datetime'," + arguments + "}}");
        String apart = openAi(
                "{'index':0,'id':'c1','function':{'name':'datetime'}}", "{'index':0,'function':{" + arguments + "}}");
        for (String body : List.of(whole, apart)) {
            try (ToolRounds rounds = turn(ProviderKind.OPENAI, body)) {
                assertEquals(List.of("datetime {} ok"), ran(rounds));
                assertEquals(List.of("c1 datetime {}"), rounds.seen(1).calls());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ANTHROPIC | 'id':'t1','name':'datetime','input':{}   | data: {'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':''}}
        ANTHROPIC | 'id':'t1','name':'datetime','input':{}   | ``
        ANTHROPIC | 'id':'t1','name':'datetime'              | ``
        ANTHROPIC | 'id':'t1','name':'datetime','input':null | ``
        """)
    void noInputIsAnEmptyObject(ProviderKind kind, String start, String delta) throws Exception {
        try (ToolRounds rounds = turn(kind, anthropic(start, delta.isEmpty() ? "" : delta + "\n\n"))) {
            assertEquals(List.of("datetime {} ok"), ran(rounds));
            assertEquals(List.of("t1 datetime {}"), rounds.seen(1).calls());
        }
    }

    @ParameterizedTest
    @Tag("A2.16")
    @ValueSource(strings = {"", ",'arguments':null", ",'arguments':''", ",'arguments':{}", ",'arguments':'{}'"})
    void anOllamaThatSendsNoArgumentsMeansNone(String arguments) throws Exception {
        String body = wire("{'message':{'tool_calls':[{'function':{'name':'datetime'" + arguments
                + "}}]},'done':false}\n{'message':{'content':''},'done':true,'done_reason':'stop'}\n");
        try (ToolRounds rounds = turn(ProviderKind.OLLAMA, body)) {
            assertEquals(List.of("datetime {} ok"), ran(rounds));
            assertTrue(rounds.seen(1).calls().getFirst().endsWith(" datetime {}"));
        }
    }

    @ParameterizedTest
    @Tag("A2.16")
    @ValueSource(strings = {"", ",'args':null", ",'args':{}"})
    void aGeminiThatSendsNoArgumentsMeansNone(String args) throws Exception {
        String body = wire("data: {'candidates':[{'content':{'parts':[{'functionCall':{'name':'datetime'" + args
                + "}}]},'finishReason':'STOP'}]}\n\n");
        try (ToolRounds rounds = turn(ProviderKind.GEMINI, body)) {
            assertEquals(List.of("datetime {} ok"), ran(rounds));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        missing                 | {'index':0,'function':{'name':'get_time','arguments':'{\\'n\\':1}'}} | {'index':1,'function':{'name':'get_time','arguments':'{\\'n\\':2}'}}
        empty                   | {'index':0,'id':'','function':{'name':'get_time','arguments':'{\\'n\\':1}'}} | {'index':1,'id':'','function':{'name':'get_time','arguments':'{\\'n\\':2}'}}
        null                    | {'index':0,'id':null,'function':{'name':'get_time','arguments':'{\\'n\\':1}'}} | {'index':1,'id':null,'function':{'name':'get_time','arguments':'{\\'n\\':2}'}}
        no id and no index      | {'function':{'name':'get_time','arguments':'{\\'n\\':1}'}} | {'function':{'name':'get_time','arguments':'{\\'n\\':2}'}}
        the same id twice       | {'index':0,'id':'c','function':{'name':'get_time','arguments':'{\\'n\\':1}'}} | {'index':1,'id':'c','function':{'name':'get_time','arguments':'{\\'n\\':2}'}}
        the same index twice    | {'index':0,'id':'a','function':{'name':'get_time','arguments':'{\\'n\\':1}'}} | {'index':0,'id':'b','function':{'name':'get_time','arguments':'{\\'n\\':2}'}}
        another id for a piece  | {'index':0,'id':'a','function':{'name':'get_time','arguments':'{\\'n\\':1}'}},{'index':1,'id':'b','function':{'name':'get_time','arguments':'{\\'n\\''}} | {'index':1,'id':'c','function':{'arguments':':2}'}}
        """)
    void everyCallHasAnIdOfItsOwn(String what, String first, String second) throws Exception {
        try (ToolRounds rounds = turn(ProviderKind.OPENAI, openAi(first, second))) {
            assertEquals(List.of("get_time {\"n\":1} ok", "get_time {\"n\":2} ok"), ran(rounds), what);
            ToolRounds.Seen seen = rounds.seen(1);
            List<String> ids = ids(seen.calls());
            assertEquals(2, ids.stream().distinct().count(), seen.toString());
            assertFalse(ids.contains(""), seen.toString());
            assertEquals(ids, ids(seen.results()));
            assertTrue(seen.results().getLast().endsWith("get_time{\"n\":2}"), seen.toString());
        }
    }

    private static List<String> ids(List<String> lines) {
        return lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
    }

    @Test
    void anIdThatComesAgainInALaterRoundBecomesAnother() throws Exception {
        String call = "{'index':0,'id':'call_0','function':{'name':'get_time','arguments':'{\\'n\\':%d}'}}";
        ProviderKind kind = ProviderKind.OPENAI;
        try (ToolRounds rounds = new ToolRounds(
                kind,
                ToolRounds.stream(kind, openAi(call.formatted(1))),
                ToolRounds.stream(kind, openAi(call.formatted(2))),
                ToolRounds.says(kind, "found"))) {
            rounds.ask();

            ToolRounds.Seen seen = rounds.seen(2);
            assertEquals(List.of("call_0", "call_0_2"), ids(seen.calls()));
            assertEquals(List.of("call_0", "call_0_2"), ids(seen.results()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        OLLAMA | {'message':{'content':'','tool_calls':[{'function':{'name':'datetime','arguments':{}}}]},'done':true,'done_reason':'stop'}
        OPENAI | data: {'choices':[{'delta':{'tool_calls':[{'index':0,'id':'c','function':{'name':'datetime','arguments':'{}'}}]},'finish_reason':'tool_calls'}]}
        GEMINI | data: {'candidates':[{'content':{'parts':[{'functionCall':{'name':'datetime','args':{}}}]},'finishReason':'STOP'}]}
        ANTHROPIC | {'content':[{'type':'tool_use','id':'t','name':'datetime','input':{}}],'stop_reason':'tool_use'}
        """)
    void aCallOnTheLastLineIsReadThoughNoLineEndFollows(ProviderKind kind, String body) throws Exception {
        try (ToolRounds rounds = turn(kind, wire(body))) {
            assertEquals(List.of("datetime {} ok"), ran(rounds));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        length, arguments cut    | {'n':  | length         | INTERRUPTED
        length, arguments whole  | {'n':1} | length         | INTERRUPTED
        withheld                 | {'n':1} | content_filter | INTERRUPTED
        cut, with a usual end    | {'n':  | tool_calls     | TOOL
        cut, and stopped         | {'n':  | stop           | TOOL
        """)
    void halfACallIsNeverRun(String what, String arguments, String finish, ErrorKind kind) throws Exception {
        String call = "{'index':0,'id':'c','function':{'name':'get_time','arguments':'" + arguments.replace("'", "\\'")
                + "'}}";
        String body = openAi(call).replace("\"tool_calls\"}]", "\"" + finish + "\"}]");
        assertNothingRan(kind, ProviderKind.OPENAI, body, what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        OPENAI | data: {'choices':[{'delta':{'tool_calls':[{'index':0,'id':'c','function':{'name':'get_time','arguments':'{}'}}]}}]}
        ANTHROPIC | data: {'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'get_time','input':{}}}~data: {'type':'content_block_stop','index':0}
        GEMINI | data: {'candidates':[{'content':{'parts':[{'functionCall':{'name':'get_time','args':{}}}]}}]}
        OLLAMA | {'message':{'content':'','tool_calls':[{'function':{'name':'get_time','arguments':{}}}]},'done':false}
        """)
    void aCallOfAStreamThatIsCutIsAskedForAgainAndNeverRun(ProviderKind kind, String body) throws Exception {
        RawServer.Script cut = ToolRounds.stream(kind, wire(body).replace("~", "\n\n") + "\n\n");
        try (ToolRounds rounds = new ToolRounds(kind, cut, cut, cut, ToolRounds.says(kind, "Without tools."))) {
            assertEquals(Event.Outcome.OK, rounds.ask());

            Block.Error error = rounds.hand.only(Block.Error.class);
            assertEquals(ErrorKind.INTERRUPTED, error.error());
            assertEquals(List.of(), error.tools());
            assertEquals(3, error.calls().size());
            assertEquals("Without tools.", rounds.hand.only(Block.Format.class).text());
        }
    }

    private static void assertNothingRan(ErrorKind kind, ProviderKind api, String body, String what) throws Exception {
        try (ToolRounds rounds =
                new ToolRounds(api, ToolRounds.stream(api, body), ToolRounds.says(api, "Without tools."))) {
            assertEquals(Event.Outcome.OK, rounds.ask(), what);

            Block.Error error = rounds.hand.only(Block.Error.class);
            assertEquals(Stage.TOOL, error.stage(), what);
            assertEquals(kind, error.error(), what);
            assertEquals(List.of(), error.tools(), what);
            assertFalse(rounds.body(1).toString().contains("tool_call"), what);
            assertEquals("Without tools.", rounds.hand.only(Block.Format.class).text(), what);
        }
    }

    @Test
    void anUnknownToolIsAnsweredWithTheNamesThatThereAre() throws Exception {
        String body = openAi("{'index':0,'id':'c','function':{'name':'get_tiem','arguments':'{}'}}");
        try (ToolRounds rounds = turn(ProviderKind.OPENAI, body)) {
            assertEquals(List.of("get_tiem {} failed"), ran(rounds));
            String told = rounds.seen(1).results().getFirst();
            assertTrue(told.startsWith("c There is no tool \"get_tiem\". There are: calculator, "), told);
            assertTrue(told.contains("get_time"), told);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "7", "\\'now\\'", "true"})
    void argumentsThatAreNoObjectAreToldToTheModel(String arguments) throws Exception {
        String body = openAi("{'index':0,'id':'c','function':{'name':'get_time','arguments':'" + arguments + "'}}");
        try (ToolRounds rounds = turn(ProviderKind.OPENAI, body)) {
            ToolRun run = rounds.hand.only(Block.Tool.class).tools().getFirst();
            assertEquals(ToolRun.FAILED, run.status());
            assertEquals("The arguments are not a JSON object: " + arguments.replace("\\'", "\""), run.result());
            assertEquals(List.of("c get_time {}"), rounds.seen(1).calls());
            assertEquals(List.of("c " + run.result()), rounds.seen(1).results());
        }
    }
}
