package sacred.app.term;

import java.nio.charset.StandardCharsets;
import sacred.app.text.Frame;
import sacred.app.text.Size;

/** What a terminal of one size is sent to show frames one after the other; nobody has to have one. Not thread-safe. */
public final class FrameBytes {

    /** A clean screen on which a row that is too long stays a row. */
    public static final String BEGIN = "\033[?7l\033[2J\033[H";

    /** The last frame stays; the modes are as they were. */
    public static final String END = "\033[0m\033[?7h\033[?25h";

    private final Canvas canvas;

    public FrameBytes(Size size) {
        canvas = new Canvas(size, Colors.INDEXED);
    }

    /** What changes the frame before into this one; empty where nothing does. The first one follows {@link #BEGIN}. */
    public String next(Frame frame) {
        return new String(canvas.draw(frame), StandardCharsets.UTF_8);
    }
}
