package sacred.cognition.tool;

/** A failure that the model is told about as the tool's result. The message is a sentence for people. */
public final class ToolException extends Exception {

    public ToolException(String message) {
        super(message);
    }
}
