package sacred.providers.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.providers.wire.Json;

/**
 * A prompt as Gemini's API wants it.
 *
 * <p>Written here and not by LangChain4j's module for Gemini, which refuses the schemas of our tools, sends the results of
 * calls that belong together in separate turns (an error for Gemini), keeps only one of their signatures, and does not say
 * that a tool failed.
 */
final class GeminiBody {

    /** What Google documents for a call that Gemini did not write itself: from the third generation on it wants a signature. */
    private static final String UNSIGNED = "skip_thought_signature_validator";

    private static final String WITHOUT_SIGNATURES = "(models/)?gemini-[12]\\..*|(models/)?gemma.*";

    private final ObjectNode body = JsonNodeFactory.instance.objectNode();
    private final ArrayNode contents;
    private final boolean wantsSignatures;
    /** The turn that collects the results of one answer's calls; empty when the last turn is another. */
    private Optional<ArrayNode> results = Optional.empty();

    private GeminiBody(String model) {
        this.wantsSignatures = !model.matches(WITHOUT_SIGNATURES);
        this.contents = body.putArray("contents");
    }

    static String of(Prompt prompt, String model) {
        GeminiBody body = new GeminiBody(model);
        prompt.messages().forEach(body::add);
        if (!prompt.system().isBlank()) {
            body.body
                    .putObject("systemInstruction")
                    .putArray("parts")
                    .addObject()
                    .put("text", prompt.system());
        }
        if (!prompt.tools().isEmpty()) {
            body.tools(prompt.tools());
        }
        body.limits(prompt);
        return body.body.toString();
    }

    private void add(Message message) {
        switch (message) {
            case Message.User user -> turn("user").addObject().put("text", user.text());
            case Message.Assistant assistant -> answer(assistant);
            case Message.ToolResult result -> result(result);
        }
    }

    private void answer(Message.Assistant assistant) {
        if (assistant.text().isBlank() && assistant.toolCalls().isEmpty()) {
            return;
        }
        ArrayNode parts = turn("model");
        if (!assistant.text().isEmpty()) {
            parts.addObject().put("text", assistant.text());
        }
        int number = 0;
        for (ToolCall call : assistant.toolCalls()) {
            ObjectNode part = parts.addObject();
            part.putObject("functionCall")
                    .put("id", call.id())
                    .put("name", call.name())
                    .set("args", Json.read(call.arguments()).orElseGet(JsonNodeFactory.instance::objectNode));
            String signature = signature(assistant, number++);
            if (!signature.isEmpty()) {
                part.put("thoughtSignature", signature);
            }
        }
    }

    /** Of calls that were made together only the first has to be signed. */
    private String signature(Message.Assistant assistant, int call) {
        String own = GeminiSignatures.of(assistant.signature(), call);
        return own.isEmpty() && call == 0 && wantsSignatures ? UNSIGNED : own;
    }

    private void result(Message.ToolResult result) {
        ArrayNode parts = results.orElseGet(() -> turn("user"));
        parts.addObject()
                .putObject("functionResponse")
                .put("id", result.callId())
                .put("name", result.tool())
                .putObject("response")
                .put(result.failed() ? "error" : "result", result.text());
        results = Optional.of(parts);
    }

    private ArrayNode turn(String role) {
        results = Optional.empty();
        return contents.addObject().put("role", role).putArray("parts");
    }

    private void limits(Prompt prompt) {
        if (prompt.mostAnswerTokens().isEmpty() && !prompt.json()) {
            return;
        }
        ObjectNode config = body.putObject("generationConfig");
        prompt.mostAnswerTokens().ifPresent(most -> config.put("maxOutputTokens", most));
        if (prompt.json()) {
            config.put(AnswerForm.GEMINI_TYPE, "application/json");
            prompt.schema()
                    .ifPresent(schema -> config.set(
                            AnswerForm.GEMINI_SCHEMA, Json.read(schema.json()).orElseThrow()));
        }
    }

    private void tools(List<ToolSpec> specs) {
        ArrayNode declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (ToolSpec spec : specs) {
            JsonNode schema = Json.read(spec.parameters())
                    .orElseThrow(() -> new IllegalArgumentException("the schema of " + spec.name() + " is not JSON"));
            declarations
                    .addObject()
                    .put("name", spec.name())
                    .put("description", spec.description())
                    .set("parametersJsonSchema", schema);
        }
    }
}
