package sacred.providers.langchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderKind;
import sacred.providers.Reply;
import sacred.providers.ToolCall;
import sacred.providers.wire.RawServer;

class MistralContractTest extends OpenAiContractTest {

    @Override
    ProviderKind kind() {
        return ProviderKind.MISTRAL;
    }

    @Override
    String basePath() {
        return "";
    }

    @Override
    String thinking(String piece) {
        return delta("'content':[{'type':'thinking','thinking':[{'type':'text','text':'" + piece + "'}]}]");
    }

    @Override
    String end(String reason) {
        return ("data: {'choices':[{'index':0,'delta':{'content':''},'finish_reason':'" + reason
                        + "'}],'usage':{'prompt_tokens':12,'total_tokens':46,'completion_tokens':34}}\n\n"
                        + "data: [DONE]\n\n")
                .replace('\'', '"');
    }

    @Override
    boolean wantsTheWishForUsage() {
        return false;
    }

    @Test
    void callsInEventsOfTheirOwnAreAllKept() throws Exception {
        try (RawServer server =
                serving(call("callABC12", "f", "{}") + call("callABC34", "g", "{\"x\":1.10}") + end("tool_calls"))) {
            Reply reply = model(server).ask(Prompt.of("", List.of(new Message.User("hello"))), chunk -> {});

            assertEquals(
                    List.of(new ToolCall("callABC12", "f", "{}"), new ToolCall("callABC34", "g", "{\"x\":1.10}")),
                    reply.toolCalls());
        }
    }

    @Test
    void idsOfOtherServersAreShortenedAndStillPairCallAndResult() throws Exception {
        try (RawServer server = serving(text("ok") + end("stop"))) {
            List<Message> messages = List.of(
                    new Message.User("hello"),
                    new Message.Assistant(
                            "",
                            List.of(
                                    new ToolCall("toolu_01A09q90qw90lq917835lq9", "f", "{}"),
                                    new ToolCall("call_unnamed_2", "g", "{}")),
                            "",
                            ""),
                    new Message.ToolResult("toolu_01A09q90qw90lq917835lq9", "f", "1", false),
                    new Message.ToolResult("call_unnamed_2", "g", "2", false));

            model(server).ask(new Prompt("", messages, List.of(WEATHER), false), chunk -> {});

            JsonNode sent = body(server.requests().getFirst()).path("messages");
            List<String> called = sent.path(1).path("tool_calls").findValuesAsText("id");
            assertTrue(called.stream().allMatch(id -> id.matches("[a-zA-Z0-9]{9}")), called.toString());
            assertEquals(2, called.stream().distinct().count());
            assertEquals(called, sent.findValuesAsText("tool_call_id"));
        }
    }
}
