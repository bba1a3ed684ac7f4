package sacred.providers.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import sacred.providers.AnswerSchema;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderKind;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;
import sacred.providers.wire.Json;

/** A prompt as LangChain4j wants it. */
final class Requests {

    static final String SIGNATURE = "thinking_signature";

    private Requests() {}

    static ChatRequest of(Prompt prompt, ProviderKind kind) {
        List<ChatMessage> messages = new ArrayList<>();
        if (!prompt.system().isBlank()) {
            messages.add(SystemMessage.from(prompt.system()));
        }
        for (Message message : prompt.messages()) {
            if (!isEmpty(message)) {
                messages.add(message(message));
            }
        }
        ChatRequest.Builder request = ChatRequest.builder().messages(messages);
        if (!prompt.tools().isEmpty()) {
            request.toolSpecifications(
                    prompt.tools().stream().map(Requests::tool).toList());
        }
        // Anthropic's API has no word for it. Others refuse or ignore it: what is refused is not sent again, and
        // whoever asks
        // checks the answer
        if (prompt.json() && kind != ProviderKind.ANTHROPIC) {
            request.responseFormat(form(prompt.schema()));
        }
        return request.build();
    }

    private static ResponseFormat form(Optional<AnswerSchema> schema) {
        return schema.map(s -> ResponseFormat.builder()
                        .type(ResponseFormatType.JSON)
                        .jsonSchema(JsonSchema.builder()
                                .name(s.name())
                                .rootElement(JsonRawSchema.from(s.json()))
                                .build())
                        .build())
                .orElse(ResponseFormat.JSON);
    }

    /** The signature of the reasoning in an answer; empty for none. */
    static String signature(AiMessage message) {
        String signature = message.attribute(SIGNATURE, String.class);
        return signature == null ? "" : signature;
    }

    /** An answer of nothing, which APIs refuse in a conversation. */
    private static boolean isEmpty(Message message) {
        return message instanceof Message.Assistant a
                && a.text().isBlank()
                && a.toolCalls().isEmpty();
    }

    private static ChatMessage message(Message message) {
        return switch (message) {
            case Message.User user -> UserMessage.from(user.text());
            case Message.Assistant assistant -> assistant(assistant);
            case Message.ToolResult result ->
                ToolExecutionResultMessage.builder()
                        .id(result.callId())
                        .toolName(result.tool())
                        .text(result.text())
                        .isError(result.failed())
                        .build();
        };
    }

    private static AiMessage assistant(Message.Assistant assistant) {
        AiMessage.Builder message = AiMessage.builder()
                .text(assistant.text().isEmpty() ? null : assistant.text())
                .toolExecutionRequests(
                        assistant.toolCalls().stream().map(Requests::call).toList());
        if (!assistant.signature().isEmpty() && !GeminiSignatures.isPacked(assistant.signature())) {
            // reasoning without its signature is refused
            message.thinking(assistant.thinking()).attributes(Map.of(SIGNATURE, assistant.signature()));
        }
        return message.build();
    }

    private static ToolExecutionRequest call(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name())
                .arguments(call.arguments())
                .build();
    }

    private static ToolSpecification tool(ToolSpec spec) {
        JsonNode schema = Json.read(spec.parameters())
                .orElseThrow(() -> new IllegalArgumentException("the schema of " + spec.name() + " is not JSON"));
        JsonObjectSchema.Builder parameters =
                JsonObjectSchema.builder().addProperties(parts(schema.path("properties")));
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        parameters.required(required);
        if (schema.path("additionalProperties").isBoolean()) {
            parameters.additionalProperties(schema.path("additionalProperties").booleanValue());
        }
        if (schema.path("$defs").isObject()) {
            parameters.definitions(parts(schema.path("$defs")));
        }
        return ToolSpecification.builder()
                .name(spec.name())
                .description(spec.description())
                .parameters(parameters.build())
                .build();
    }

    private static Map<String, JsonSchemaElement> parts(JsonNode object) {
        Map<String, JsonSchemaElement> parts = new LinkedHashMap<>();
        object.properties()
                .forEach(field -> parts.put(
                        field.getKey(), JsonRawSchema.from(field.getValue().toString())));
        return parts;
    }
}
