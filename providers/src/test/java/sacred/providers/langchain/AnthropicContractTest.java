package sacred.providers.langchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.providers.wire.RawServer;
import sacred.timeline.Usage;

class AnthropicContractTest extends ModelContractTest {

    private int blocks;

    @Override
    ProviderKind kind() {
        return ProviderKind.ANTHROPIC;
    }

    @Override
    String basePath() {
        return "";
    }

    @Override
    String path() {
        return "/v1/messages";
    }

    @Override
    String text(String piece) {
        return block("{'type':'text','text':''}", "{'type':'text_delta','text':'" + piece + "'}");
    }

    @Override
    String thinking(String piece) {
        return block(
                "{'type':'thinking','thinking':''}",
                "{'type':'thinking_delta','thinking':'" + piece + "'}",
                "{'type':'signature_delta','signature':'c2ln'}");
    }

    @Override
    String call(String id, String name, String arguments) {
        String partial = "{'type':'input_json_delta','partial_json':'" + arguments.replace("\"", "\\'") + "'}";
        return block("{'type':'tool_use','id':'" + id + "','name':'" + name + "'}", partial);
    }

    @Override
    String end(String reason) {
        String stop = switch (reason) {
            case "stop" -> "end_turn";
            case "tool_calls" -> "tool_use";
            default -> reason;
        };
        return event("{'type':'message_delta','delta':{'stop_reason':'" + stop + "'},'usage':{'output_tokens':34}}")
                + event("{'type':'message_stop'}");
    }

    @Override
    String errorInTheMiddle() {
        return event("{'type':'error','error':{'type':'overloaded_error','message':'broken on purpose'}}");
    }

    @Override
    String document() {
        return ("{'type':'message','model':'answering-model','content':[{'type':'text','text':'hi'}],"
                        + "'stop_reason':'end_turn','usage':{'input_tokens':12,'output_tokens':34}}")
                .replace('\'', '"');
    }

    @Override
    String length() {
        return "max_tokens";
    }

    @Test
    void aLimitIsSentBecauseTheApiWantsOne() throws Exception {
        try (RawServer server = serving(text("hi") + end("stop"))) {
            model(server).ask(Prompt.of("", List.of(new Message.User("hello"))), chunk -> {});

            JsonNode body = body(server.requests().getFirst());
            assertEquals(
                    StreamingModels.ANTHROPIC_MAX_TOKENS,
                    body.path("max_tokens").asInt());
        }
    }

    @Test
    void reasoningGoesBackWithItsSignature() throws Exception {
        try (RawServer server = new RawServer(
                stream(thinking("hm") + call("a", "f", "{}") + end("tool_calls")), stream(text("ok") + end("stop")))) {
            Reply first = model(server).ask(Prompt.of("", List.of(new Message.User("hello"))), chunk -> {});

            model(server)
                    .ask(
                            new Prompt(
                                    "",
                                    List.of(
                                            new Message.User("hello"),
                                            new Message.Assistant(
                                                    first.text(),
                                                    first.toolCalls(),
                                                    first.thinking(),
                                                    first.signature()),
                                            new Message.ToolResult("a", "f", "1", true)),
                                    List.of(ModelContractTest.WEATHER),
                                    false),
                            chunk -> {});

            String messages = body(server.requests().getLast()).path("messages").toString();
            assertEquals("c2ln", first.signature());
            assertTrue(messages.contains("\"signature\":\"c2ln\""), messages);
            assertTrue(messages.contains("\"is_error\":true"), messages);
        }
    }

    @Test
    void theSignaturesOfGeminiStayWithGemini() throws Exception {
        try (RawServer server = serving(text("ok") + end("stop"))) {
            List<Message> messages = List.of(
                    new Message.User("hello"),
                    new Message.Assistant("", List.of(new ToolCall("a", "f", "{}")), "hm", "gemini:c2ln"),
                    new Message.ToolResult("a", "f", "1", false));

            model(server).ask(new Prompt("", messages, List.of(WEATHER), false), chunk -> {});

            String request = server.requests().getFirst();
            assertFalse(request.contains("c2ln") || request.contains("thinking"), request);
        }
    }

    @Test
    void theCountsOfTheStartAreKeptWhenTheAnswerIsCut() throws Exception {
        try (RawServer server = serving(text("Hel"))) {
            ProviderException e = assertThrows(
                    ProviderException.class,
                    () -> model(server).ask(Prompt.of("", List.of(new Message.User("hello"))), chunk -> {}));

            Usage usage = e.details().usage();
            assertEquals(12, usage.input().orElseThrow());
            assertTrue(usage.flags().contains(Usage.Flag.PARTIAL), usage.toString());
        }
    }

    private String block(String start, String... deltas) {
        StringBuilder events = new StringBuilder(
                blocks == 0
                        ? event("{'type':'message_start','message':{'model':'answering-model',"
                                + "'usage':{'input_tokens':12,'output_tokens':1}}}")
                        : "");
        String at = "'index':" + blocks++;
        events.append(event("{'type':'content_block_start'," + at + ",'content_block':" + start + "}"));
        for (String delta : deltas) {
            events.append(event("{'type':'content_block_delta'," + at + ",'delta':" + delta + "}"));
        }
        return events.append(event("{'type':'content_block_stop'," + at + "}")).toString();
    }

    private static String event(String json) {
        String type = json.substring("{'type':'".length(), json.indexOf('\'', "{'type':'".length()));
        return "event: " + type + "\ndata: " + json.replace("\\'", "\\\"").replace('\'', '"') + "\n\n";
    }
}
