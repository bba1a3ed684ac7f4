package sacred.providers.langchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.providers.wire.RawServer;
import sacred.timeline.ErrorKind;
import sacred.timeline.Usage;

class GeminiContractTest extends ModelContractTest {

    private static final Prompt HELLO = Prompt.of("", List.of(new Message.User("hello")));

    @Override
    ProviderKind kind() {
        return ProviderKind.GEMINI;
    }

    @Override
    String basePath() {
        return "";
    }

    @Override
    String path() {
        return "/v1beta/models/asked-model:streamGenerateContent?alt=sse";
    }

    @Override
    String text(String piece) {
        return part("{'text':'" + piece + "'}");
    }

    @Override
    String thinking(String piece) {
        return part("{'text':'" + piece + "','thought':true}");
    }

    @Override
    String call(String id, String name, String arguments) {
        return signed(id, name, arguments, "");
    }

    @Override
    String end(String reason) {
        String finish = reason.equals("tool_calls") ? "STOP" : reason.toUpperCase(Locale.ROOT);
        return event("{'candidates':[{'content':{'parts':[{'text':''}],'role':'model'},'finishReason':'" + finish
                + "','index':0}],'usageMetadata':{'promptTokenCount':12,'candidatesTokenCount':30,"
                + "'thoughtsTokenCount':4,'totalTokenCount':46}}");
    }

    @Override
    String errorInTheMiddle() {
        return event("{'error':{'code':503,'message':'broken on purpose','status':'UNAVAILABLE'}}");
    }

    @Override
    String document() {
        return ("{'candidates':[{'content':{'parts':[{'text':'hi'}],'role':'model'},'finishReason':'STOP'}],"
                        + "'usageMetadata':{'promptTokenCount':12,'candidatesTokenCount':34,'totalTokenCount':46},"
                        + "'modelVersion':'answering-model'}")
                .replace('\'', '"');
    }

    @Override
    String length() {
        return "MAX_TOKENS";
    }

    @Override
    void assertAsksForAStream(JsonNode body) {
        // the address says both
    }

    @Override
    JsonNode messages(JsonNode body) {
        return body.path("contents");
    }

    @Test
    void callsGoBackWithTheirSignaturesAndTheirResultsInOneTurn() throws Exception {
        String calls = signed("a", "f", "{\"x\":1.10}", "c2lnQQ==")
                + part("{'text':'','thoughtSignature':'b3RoZXI='}")
                + call("b", "g", "{}")
                + signed("c", "h", "{}", "c2lnQw==");
        try (RawServer server = new RawServer(stream(calls + end("tool_calls")), stream(text("ok") + end("stop")))) {
            Reply first = model(server, "gemini-3-pro").ask(HELLO, chunk -> {});

            List<Message> messages = List.of(
                    new Message.User("hello"),
                    new Message.Assistant(first.text(), first.toolCalls(), first.thinking(), first.signature()),
                    new Message.ToolResult("a", "f", "one", false),
                    new Message.ToolResult("b", "g", "no", true),
                    new Message.ToolResult("c", "h", "three", false));
            model(server, "gemini-3-pro").ask(new Prompt("", messages, List.of(WEATHER), false), chunk -> {});

            JsonNode sent = messages(body(server.requests().getLast()));
            assertEquals(List.of("user", "model", "user"), sent.findValuesAsText("role"));
            assertEquals(
                    ("[{'functionCall':{'id':'a','name':'f','args':{'x':1.10}},'thoughtSignature':'c2lnQQ=='},"
                                    + "{'functionCall':{'id':'b','name':'g','args':{}}},"
                                    + "{'functionCall':{'id':'c','name':'h','args':{}},'thoughtSignature':'c2lnQw=='}]")
                            .replace('\'', '"'),
                    sent.path(1).path("parts").toString());
            assertEquals(
                    ("[{'functionResponse':{'id':'a','name':'f','response':{'result':'one'}}},"
                                    + "{'functionResponse':{'id':'b','name':'g','response':{'error':'no'}}},"
                                    + "{'functionResponse':{'id':'c','name':'h','response':{'result':'three'}}}]")
                            .replace('\'', '"'),
                    sent.path(2).path("parts").toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gemini-3-pro-preview, skip_thought_signature_validator",
        "models/gemini-flash-latest, skip_thought_signature_validator",
        "gemini-2.5-flash, ''",
        "models/gemini-2.0-flash, ''",
    })
    void callsOfAnotherApiAreMarkedWhereGeminiWantsASignature(String name, String mark) throws Exception {
        try (RawServer server = serving(text("ok") + end("stop"))) {
            List<Message> messages = List.of(
                    new Message.User("hello"),
                    new Message.Assistant(
                            "",
                            List.of(new ToolCall("a", "f", "{}"), new ToolCall("b", "f", "{}")),
                            "hm",
                            "EqQBCgIYAg"),
                    new Message.ToolResult("a", "f", "1", false),
                    new Message.ToolResult("b", "f", "1", false));

            model(server, name).ask(new Prompt("", messages, List.of(WEATHER), false), chunk -> {});

            JsonNode sent = body(server.requests().getFirst());
            assertEquals(mark, String.join(" ", sent.findValuesAsText("thoughtSignature")));
        }
    }

    @Test
    void theSchemaOfAToolIsSentAsItIs() throws Exception {
        try (RawServer server = serving(text("ok") + end("stop"))) {
            model(server).ask(new Prompt("", HELLO.messages(), List.of(WEATHER), false), chunk -> {});

            JsonNode tools = body(server.requests().getFirst()).path("tools");
            assertEquals(
                    WEATHER.parameters(),
                    tools.findValue("parametersJsonSchema").toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "models/gemini-2.5-flash, /v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse",
        "tunedModels/mine, /v1beta/tunedModels/mine:streamGenerateContent?alt=sse",
        "a b/../c?d#e:f, /v1beta/models/a%20b%2F..%2Fc%3Fd%23e%3Af:streamGenerateContent?alt=sse",
    })
    void noNameLeavesItsPlaceInTheAddress(String name, String path) throws Exception {
        try (RawServer server = serving(text("ok") + end("stop"))) {
            model(server, name).ask(HELLO, chunk -> {});

            String request = server.requests().getFirst();
            assertTrue(request.startsWith("POST " + path + " HTTP/1.1\r\n"), request);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'promptFeedback':{'blockReason':'PROHIBITED_CONTENT'},'usageMetadata':{'promptTokenCount':14,'totalTokenCount':14}}
        {'candidates':[{'content':{},'finishReason':'SAFETY'}],'usageMetadata':{'promptTokenCount':14,'totalTokenCount':14}}
        {'candidates':[{'finishReason':'RECITATION','index':0}],'usageMetadata':{'promptTokenCount':14,'totalTokenCount':14}}
        """)
    void whatWasBlockedIsRefusedAndNotAskedForAgain(String event) throws Exception {
        try (RawServer server = serving(event(event))) {
            ProviderException e =
                    assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunk -> {}));

            assertEquals(ErrorKind.REFUSED, e.kind());
            assertEquals(false, e.details().retryable());
            assertEquals("content_filter", e.details().finish().orElseThrow());
            assertEquals(14, e.details().usage().input().orElseThrow());
        }
    }

    @Test
    void aCallThatTheModelWroteWrongIsAFailureOfTheToolAndKeepsTheCounts() throws Exception {
        try (RawServer server = serving(text("Let me see") + end("MALFORMED_FUNCTION_CALL"))) {
            ProviderException e =
                    assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunk -> {}));

            assertEquals(ErrorKind.TOOL, e.kind());
            assertEquals("Let me see", e.details().partial());
            assertEquals(12, e.details().usage().input().orElseThrow());
        }
    }

    @Test
    void theRunningCountsAreKeptWhenTheAnswerIsCut() throws Exception {
        String event = "{'candidates':[{'content':{'parts':[{'text':'Hel'}]}}],"
                + "'usageMetadata':{'promptTokenCount':12,'candidatesTokenCount':1,'totalTokenCount':13}}";
        try (RawServer server = serving(event(event))) {
            ProviderException e =
                    assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunk -> {}));

            Usage usage = e.details().usage();
            assertEquals(ErrorKind.INTERRUPTED, e.kind());
            assertEquals(12, usage.input().orElseThrow());
            assertTrue(usage.flags().contains(Usage.Flag.PARTIAL), usage.toString());
        }
    }

    @Test
    void aListOfChunksInsteadOfAStreamIsNotTakenForItsBeginning() throws Exception {
        String chunks = "[" + document().replace("\"finishReason\":\"STOP\"", "\"index\":0") + "," + document() + "]";
        try (RawServer server = new RawServer(RawServer.answer(200, "Content-Type: application/json\r\n", chunks))) {
            ProviderException e =
                    assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunk -> {}));

            assertEquals(ErrorKind.INTERRUPTED, e.kind());
        }
    }

    private static String signed(String id, String name, String arguments, String signature) {
        return part("{'functionCall':{'id':'" + id + "','name':'" + name + "','args':" + arguments
                + "},'thoughtSignature':'" + signature + "'}");
    }

    private static String part(String part) {
        return event("{'candidates':[{'content':{'parts':[" + part + "],'role':'model'},'index':0}],"
                + "'modelVersion':'answering-model'}");
    }

    private static String event(String json) {
        return "data: " + json.replace('\'', '"') + "\r\n\r\n";
    }

    @Override
    int mostAnswerTokens(JsonNode body) {
        return body.path("generationConfig").path("maxOutputTokens").asInt();
    }
}
