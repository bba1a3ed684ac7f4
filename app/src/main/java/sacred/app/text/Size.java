package sacred.app.text;

/** The size of the screen, in cells. */
public record Size(int columns, int rows) {}
