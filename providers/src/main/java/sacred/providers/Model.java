package sacred.providers;

import java.util.function.Consumer;

/** A language model that can be asked, or the built-in engine that stands in when there is none. */
public interface Model {

    /**
     * Asks once: exactly one request, no retry.
     *
     * <p>Blocks until the answer is complete and is meant for a virtual thread. An interrupt stops it at any moment, also
     * before the first token, and closes the connection. Chunks arrive on the calling thread, in order, while it blocks.
     * What the consumer throws ends the request and is thrown, with a suppressed {@link StoppedException} where the provider
     * had counted something.
     *
     * @throws ProviderException when there is no complete answer; it carries what was seen until then
     */
    Reply ask(Prompt prompt, Consumer<Chunk> onChunk) throws ProviderException, InterruptedException;
}
