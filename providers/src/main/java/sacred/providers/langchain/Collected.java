package sacred.providers.langchain;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import sacred.providers.Chunk;

/**
 * What LangChain4j hands over while it reads one answer. Its callbacks only collect, because it swallows what they throw;
 * {@link #deliver} passes the pieces on from outside.
 */
final class Collected implements StreamingChatResponseHandler {

    private final Consumer<Chunk> onChunk;
    private final LongSupplier nanos;
    private final long start;
    private final ThinkTags tags = new ThinkTags(this::keep);
    private final List<Chunk> waiting = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private OptionalLong ttftMs = OptionalLong.empty();
    private Optional<ChatResponse> response = Optional.empty();
    private Optional<Throwable> error = Optional.empty();

    Collected(Consumer<Chunk> onChunk, LongSupplier nanos) {
        this.onChunk = onChunk;
        this.nanos = nanos;
        this.start = nanos.getAsLong();
    }

    @Override
    public void onPartialResponse(String piece) {
        token();
        tags.text(piece);
    }

    @Override
    public void onPartialThinking(PartialThinking piece) {
        token();
        keep(new Chunk.Thinking(piece.text()));
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
        token();
    }

    @Override
    public void onCompleteToolCall(CompleteToolCall call) {
        token();
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response = response.or(() -> Optional.of(complete));
    }

    @Override
    public void onError(Throwable cause) {
        error = error.or(() -> Optional.of(cause));
    }

    /** Passes on that nothing comes. */
    void silent(Chunk.Silence silence) {
        onChunk.accept(silence);
    }

    /** Passes on what has come. */
    void deliver() {
        List<Chunk> now = List.copyOf(waiting);
        waiting.clear();
        now.forEach(onChunk);
    }

    /** No more will come. */
    void end() {
        tags.end();
        deliver();
    }

    String text() {
        return text.toString();
    }

    String thinking() {
        return thinking.toString();
    }

    OptionalLong ttftMs() {
        return ttftMs;
    }

    Optional<ChatResponse> response() {
        return response;
    }

    Optional<Throwable> error() {
        return error;
    }

    private void keep(Chunk chunk) {
        (chunk instanceof Chunk.Text ? text : thinking).append(chunk.text());
        waiting.add(chunk);
    }

    private void token() {
        if (ttftMs.isEmpty()) {
            ttftMs = OptionalLong.of((nanos.getAsLong() - start) / 1_000_000);
        }
    }
}
