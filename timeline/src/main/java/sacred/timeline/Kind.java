package sacred.timeline;

/** What is kept of a timeline, by sort: known of every block without reading it. */
public enum Kind {
    /** A prompt. */
    INPUT,
    /** An input that was said to the program; no model is told of it. */
    COMMAND,
    ROUTE,
    TOOL,
    FORMAT,
    ERROR,
    /** The end of a turn. */
    CLOSED;

    public static Kind of(Block block) {
        return switch (block) {
            case Block.Input input -> input.command() ? COMMAND : INPUT;
            case Block.Route _ -> ROUTE;
            case Block.Tool _ -> TOOL;
            case Block.Format _ -> FORMAT;
            case Block.Error _ -> ERROR;
        };
    }

    public static Kind of(Event.Durable event) {
        return switch (event) {
            case Event.Opened opened -> of(opened.input());
            case Event.Sealed sealed -> of(sealed.block());
            case Event.Closed _ -> CLOSED;
        };
    }
}
