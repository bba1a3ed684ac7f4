package sacred.providers.wire;

/** Turns the bytes of a body into events, whatever pieces they arrive in. For one body, and not thread-safe. */
interface Decoder {

    interface Sink {
        void event(Event event) throws WireException;
    }

    void bytes(byte[] bytes, Sink sink) throws WireException;

    /** The body has ended: passes on what was still open. */
    void end(Sink sink) throws WireException;
}
