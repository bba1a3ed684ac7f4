package sacred.providers.langchain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.HttpMethod;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.ProviderSettings;
import sacred.providers.wire.Addresses;
import sacred.providers.wire.Credentials;
import sacred.providers.wire.Json;

/** Asks Gemini with a body of our own, and hands over what it answers as LangChain4j's modules do for the other APIs. */
record GeminiModel(ProviderSettings settings, String name, OneRequest client) {

    void chat(Prompt prompt, StreamingChatResponseHandler handler) throws ProviderException {
        HttpRequest.Builder request = HttpRequest.builder()
                .method(HttpMethod.POST)
                .url(Addresses.geminiStream(settings, name).toString())
                .addHeader("Content-Type", "application/json")
                .body(GeminiBody.of(prompt, name));
        Credentials.key(settings).ifPresent(key -> request.addHeader(Credentials.GEMINI_HEADER, key));
        client.execute(request.build(), new Parts(handler));
    }

    /** The parts of the answer, which the dialect has put into one event each. */
    private static final class Parts implements ServerSentEventListener {

        private final StreamingChatResponseHandler handler;
        private final List<ToolExecutionRequest> calls = new ArrayList<>();
        private final List<String> signatures = new ArrayList<>();

        Parts(StreamingChatResponseHandler handler) {
            this.handler = handler;
        }

        @Override
        public void onEvent(ServerSentEvent event) {
            JsonNode part = Json.read(event.data()).orElseThrow().at("/candidates/0/content/parts/0");
            String text = part.path("text").asText();
            if (part.path("functionCall").isObject()) {
                call(part);
            } else if (part.path("thought").booleanValue()) {
                handler.onPartialThinking(new PartialThinking(text));
            } else {
                handler.onPartialResponse(text);
            }
        }

        private void call(JsonNode part) {
            JsonNode sent = part.path("functionCall");
            ToolExecutionRequest call = ToolExecutionRequest.builder()
                    .id(sent.path("id").asText())
                    .name(sent.path("name").asText())
                    .arguments(sent.path("args").toString())
                    .build();
            signatures.add(part.path("thoughtSignature").asText());
            handler.onCompleteToolCall(new CompleteToolCall(calls.size(), call));
            calls.add(call);
        }

        @Override
        public void onClose() {
            String signature = GeminiSignatures.packed(signatures);
            AiMessage message = AiMessage.builder()
                    .toolExecutionRequests(calls)
                    .attributes(signature.isEmpty() ? Map.of() : Map.of(Requests.SIGNATURE, signature))
                    .build();
            handler.onCompleteResponse(ChatResponse.builder().aiMessage(message).build());
        }

        @Override
        public void onError(Throwable cause) {
            handler.onError(cause);
        }
    }
}
