package sacred.cognition.tool.mcp;

/** How messages get to a server and back. Any thread. */
interface Transport extends AutoCloseable {

    /** Who is told what arrives, on the transport's own threads. */
    interface Receiver {
        /** One line or event, which may be anything. */
        void message(String text);

        /** Something that is no message was skipped. */
        void skipped(String what);

        /** A request will not be answered. */
        void failed(long id, String why);

        /** Nothing will come any more. */
        void closed(String why);
    }

    /** Returns before anything is answered. */
    void start(Receiver receiver) throws McpException;

    /** @param id of the request in it; negative when nothing is awaited */
    void send(long id, String message);

    /** Nobody waits for the answer any more. */
    void abandon(long id);

    /** Which version of the protocol is spoken from now on. */
    default void speaks(String version) {}

    @Override
    void close();
}
