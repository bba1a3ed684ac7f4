package sacred.cognition.tool.mcp;

/** A server did not do what it was asked. The message is the end of a sentence that begins with the server's name. */
final class McpException extends Exception {
    McpException(String message) {
        super(message);
    }
}
