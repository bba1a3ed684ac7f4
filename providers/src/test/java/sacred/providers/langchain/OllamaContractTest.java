package sacred.providers.langchain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;

class OllamaContractTest extends ModelContractTest {

    @Override
    ProviderKind kind() {
        return ProviderKind.OLLAMA;
    }

    @Override
    String basePath() {
        return "";
    }

    @Override
    String path() {
        return "/api/chat";
    }

    @Override
    String text(String piece) {
        return message("'content':'" + piece + "'");
    }

    @Override
    String thinking(String piece) {
        return message("'content':'','thinking':'" + piece + "'");
    }

    @Override
    String call(String id, String name, String arguments) {
        return message("'content':'','tool_calls':[{'id':'" + id + "','function':{'index':0,'name':'" + name
                + "','arguments':" + arguments + "}}]");
    }

    @Override
    String end(String reason) {
        return ("{'model':'answering-model','message':{'role':'assistant','content':''},'done':true,'done_reason':'"
                        + (reason.equals("length") ? "length" : "stop")
                        + "','total_duration':5,'prompt_eval_count':12,'eval_count':34}\n")
                .replace('\'', '"');
    }

    @Override
    String errorInTheMiddle() {
        return "{\"error\":\"broken on purpose\"}\n";
    }

    @Override
    String document() {
        return end("stop").replace("\"content\":\"\"", "\"content\":\"hi\"");
    }

    @Override
    String length() {
        return "length";
    }

    private static String message(String fields) {
        return ("{'model':'answering-model','message':{'role':'assistant'," + fields + "},'done':false}\n")
                .replace('\'', '"');
    }

    @Override
    int mostAnswerTokens(JsonNode body) {
        return body.path("options").path("num_predict").asInt();
    }

    @Test
    void theContextIsAskedForNativelyAndOnlyWhereItIsKnown() throws Exception {
        try (RawServer server = serving(text("Hello") + end("stop"))) {
            model(server).ask(HELLO.inContext(OptionalInt.of(8192)), _ -> {});
            model(server).ask(HELLO, _ -> {});

            assertEquals(
                    8192,
                    body(server.requests().getFirst())
                            .path("options")
                            .path("num_ctx")
                            .asInt());
            assertTrue(body(server.requests().getLast())
                    .path("options")
                    .path("num_ctx")
                    .isMissingNode());
        }
    }
}
