package sacred.app.text;

/** What a piece of text is, said before anybody knows the colours; a theme turns it into some. Never the only signal. */
public enum Tone {
    /** Text that is read: prompts and answers. */
    TEXT,
    /** Text beside the point: figures, times, hints. */
    MUTED,
    /** Rules, frames, gutters. */
    FAINT,
    /** The name of the program, what is chosen, what is clickable. */
    ACCENT,
    /** The bar beside what the user said. */
    USER,
    ROUTE,
    TOOL,
    FORMAT,
    OK,
    WARNING,
    ERROR,
    HEADING,
    CODE,
    /** A word of code within a sentence. */
    LITERAL,
    KEYWORD,
    STRING,
    NUMBER,
    COMMENT,
    LINK,
    QUOTE,
    /** A hit of a search; has a background. */
    MATCH,
    /** The chosen row of a list; has a background. */
    SELECTED,
    /** The line at the top and the line at the bottom; may have a background. */
    BAR
}
