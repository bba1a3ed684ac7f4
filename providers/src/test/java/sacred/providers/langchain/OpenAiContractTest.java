package sacred.providers.langchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;
import sacred.providers.wire.RawServer;
import sacred.timeline.ErrorKind;

class OpenAiContractTest extends ModelContractTest {

    private static final Prompt HELLO = Prompt.of("", List.of(new Message.User("hello")));

    @Override
    ProviderKind kind() {
        return ProviderKind.OPENAI;
    }

    @Override
    String basePath() {
        return "/v1";
    }

    @Override
    String path() {
        return "/v1/chat/completions";
    }

    @Override
    String text(String piece) {
        return delta("'content':'" + piece + "'");
    }

    @Override
    String thinking(String piece) {
        return delta("'reasoning_content':'" + piece + "'");
    }

    @Override
    String call(String id, String name, String arguments) {
        String args = arguments.replace("\"", "\\\"");
        return delta("'tool_calls':[{'id':'" + id + "','function':{'name':'" + name + "','arguments':''}}]")
                + "data: {\"choices\":[{\"delta\":{\"tool_calls\":[{\"id\":\"" + id
                + "\",\"function\":{\"arguments\":\"" + args
                + "\"}}]}}]}\n\n";
    }

    @Override
    String end(String reason) {
        return event("{'choices':[{'index':0,'delta':{},'finish_reason':'" + reason + "'}]}")
                + event("{'choices':[],'usage':{'prompt_tokens':12,'completion_tokens':34,'total_tokens':46}}")
                + "data: [DONE]\n\n";
    }

    @Override
    String errorInTheMiddle() {
        return event("{'error':{'message':'broken on purpose','type':'server_error'}}");
    }

    @Override
    String document() {
        return ("{'model':'answering-model','choices':[{'index':0,'message':{'role':'assistant','content':'hi'},"
                        + "'finish_reason':'stop'}],'usage':{'prompt_tokens':12,'completion_tokens':34}}")
                .replace('\'', '"');
    }

    @Override
    String length() {
        return "length";
    }

    /** Whether the server wants to be asked for its counts. */
    boolean wantsTheWishForUsage() {
        return true;
    }

    @Test
    void usageIsAskedForWhereItHasToBe() throws Exception {
        try (RawServer server = serving(text("hi") + end("stop"))) {
            model(server).ask(HELLO, chunk -> {});

            assertEquals(
                    wantsTheWishForUsage() ? "{\"include_usage\":true}" : "",
                    body(server.requests().getFirst()).path("stream_options").toString());
        }
    }

    @Test
    void commentsBetweenTheEventsAreNothing() throws Exception {
        String comments = ": OPENROUTER PROCESSING\n\n".repeat(100) + ":\n\n:\n";
        try (RawServer server = serving(comments + text("h") + comments + text("i") + comments + end("stop"))) {
            assertEquals("hi", model(server).ask(HELLO, chunk -> {}).text());
        }
    }

    @Test
    void anErrorAfterAWholeLookingChunkIsOneAndWhatWasCountedIsKept() throws Exception {
        String last = event("{'choices':[{'index':0,'delta':{},'finish_reason':'error'}],'error':{'code':502,"
                + "'message':'Provider returned error'},'usage':{'prompt_tokens':43,'completion_tokens':10}}");
        try (RawServer server = serving(text("hi") + last + "data: [DONE]\n\n")) {
            ProviderException e =
                    assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunk -> {}));

            assertEquals("hi", e.details().partial());
            assertEquals(43, e.details().usage().input().orElseThrow());
            assertTrue(e.getMessage().contains("Provider returned error"), e.getMessage());
        }
    }

    @Test
    void aCostOfZeroIsNoCostBeforeTheLastEvent() throws Exception {
        String running = event("{'choices':[{'index':0,'delta':{'content':'hi'}}],'usage':{'prompt_tokens':8,"
                + "'completion_tokens':1,'cost':{'total_cost':0}}}");
        String last = event("{'choices':[{'index':0,'delta':{},'finish_reason':'stop'}],'usage':{'prompt_tokens':8,"
                + "'completion_tokens':5,'cost':{'request_cost':0.005,'total_cost':0.00501}}}");
        try (RawServer server = new RawServer(stream(running), stream(running + running + last))) {
            ProviderException cut =
                    assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunk -> {}));
            Reply whole = model(server).ask(HELLO, chunk -> {});

            assertEquals(Optional.empty(), cut.details().costReported());
            assertEquals(Optional.of(new BigDecimal("0.00501")), whole.costReported());
            assertEquals(5, whole.usage().output().orElseThrow());
        }
    }

    @Test
    void halfACallIsNeverReturned() throws Exception {
        try (RawServer server = serving(call("a", "write", "{\"path\":\"/tmp") + end("tool_calls"))) {
            ProviderException e =
                    assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunk -> {}));

            assertEquals(ErrorKind.TOOL, e.kind());
            assertTrue(e.getMessage().contains("write"), e.getMessage());
        }
    }

    @Test
    void aRefusalIsAnAnswerThatIsMarked() throws Exception {
        try (RawServer server = serving(delta("'refusal':'I cannot'") + end("stop"))) {
            Reply reply = model(server).ask(HELLO, chunk -> {});

            assertEquals("I cannot", reply.text());
            assertEquals(Optional.of(Reply.REFUSAL), reply.finish());
        }
    }

    @Test
    void anAnswerThatWasWithheldIsRefusedAndNotAskedForAgain() throws Exception {
        try (RawServer server = serving(end("content_filter"))) {
            ProviderException e =
                    assertThrows(ProviderException.class, () -> model(server).ask(HELLO, chunk -> {}));

            assertEquals(ErrorKind.REFUSED, e.kind());
            assertEquals(false, e.details().retryable());
        }
    }

    @Test
    void reasoningInTagsIsSplitOff() throws Exception {
        try (RawServer server = serving(text("<thi") + text("nk>hm</think>4") + end("stop"))) {
            Reply reply = model(server).ask(HELLO, chunk -> {});

            assertEquals("4", reply.text());
            assertEquals("hm", reply.thinking());
        }
    }

    @Test
    void textThatLookedLikeTheBeginningOfATagIsNotLost() throws Exception {
        try (RawServer server = serving(text("<thi") + end("stop"))) {
            assertEquals("<thi", model(server).ask(HELLO, chunk -> {}).text());
        }
    }

    final String delta(String fields) {
        return event("{'model':'answering-model','choices':[{'index':0,'delta':{" + fields + "}}]}");
    }

    private static String event(String json) {
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    @Test
    void atItsOwnServerTheLimitOfAnAnswerHasTheNameThatReasoningModelsTake() throws Exception {
        ProviderSettings own = new ProviderSettings(
                "openai",
                ProviderKind.OPENAI,
                "https://api.openai.com/v1",
                Optional.of(new Secret("key")),
                "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);

        var asked = (OpenAiChatRequestParameters) StreamingModels.model(
                        own, "o3", new OneRequest(null, own, null, null, body -> body), HELLO.answeredWithin(321))
                .defaultRequestParameters();

        assertEquals(321, asked.maxCompletionTokens());
        assertNull(asked.maxOutputTokens());
    }
}
