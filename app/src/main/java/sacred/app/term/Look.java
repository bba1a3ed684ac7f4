package sacred.app.term;

import com.googlecode.lanterna.TextColor;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * How a cell is painted: colour of the text, colour behind it, shape. It goes through Lanterna in the place of the colour of
 * the text: one value to compare where Lanterna would copy a set of attributes nine times for each cell, and room for what it
 * has no word for, such as dim.
 */
final class Look extends TextColor.RGB {

    static final Look PLAIN = new Look(ANSI.DEFAULT, ANSI.DEFAULT, Set.of());

    private final TextColor ink;
    private final TextColor ground;
    private final Set<Shape> shape;
    private final byte[] sequence;
    private final String key;

    /** What a terminal can do to letters, with its code. */
    enum Shape {
        BOLD(1),
        DIM(2),
        ITALIC(3),
        UNDERLINE(4),
        REVERSE(7),
        STRUCK(9);

        private final int code;

        Shape(int code) {
            this.code = code;
        }
    }

    private Look(TextColor ink, TextColor ground, Collection<Shape> shape) {
        super(0, 0, 0);
        this.ink = ink;
        this.ground = ground;
        this.shape = Set.copyOf(shape);
        StringBuilder codes = new StringBuilder("\033[0");
        shape.stream().sorted().forEach(s -> codes.append(';').append(s.code));
        append(codes, ink, ink.getForegroundSGRSequence());
        append(codes, ground, ground.getBackgroundSGRSequence());
        this.key = codes.append('m').toString();
        this.sequence = key.getBytes(StandardCharsets.US_ASCII);
    }

    private static void append(StringBuilder codes, TextColor color, byte[] sequence) {
        if (color != ANSI.DEFAULT) {
            codes.append(';').append(new String(sequence, StandardCharsets.US_ASCII));
        }
    }

    static Look ink(TextColor ink, Shape... shape) {
        return new Look(ink, ANSI.DEFAULT, List.of(shape));
    }

    static Look shape(Shape... shape) {
        return ink(ANSI.DEFAULT, shape);
    }

    static Look on(TextColor ground, TextColor ink) {
        return new Look(ink, ground, Set.of());
    }

    Look and(Collection<Shape> more) {
        Set<Shape> all = EnumSet.noneOf(Shape.class);
        all.addAll(shape);
        all.addAll(more);
        return new Look(ink, ground, all);
    }

    TextColor ink() {
        return ink;
    }

    TextColor ground() {
        return ground;
    }

    /** What makes a terminal write like this, whatever it wrote like before. Not to be changed. */
    byte[] sequence() {
        return sequence;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Look look && key.equals(look.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }

    @Override
    public String toString() {
        return key.substring(1);
    }
}
