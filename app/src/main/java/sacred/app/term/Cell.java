package sacred.app.term;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import java.util.EnumSet;

/**
 * A grapheme cluster on the screen, in one cell or in two. Lanterna guesses the width from the number of chars, which is
 * wrong for emoji, accents and most scripts; here it is told.
 */
final class Cell extends TextCharacter {

    /** Lanterna changes the set that it got from the first cell of a frame to those of the others: to none, from none. */
    private static final EnumSet<SGR> NONE = EnumSet.noneOf(SGR.class);

    private final String text;
    private final Look look;
    private final boolean wide;
    /** The right half of a wide cell. It is no blank: whatever comes in its place must be written. */
    private final boolean half;

    /** Every constructor that a subclass can reach is deprecated in favour of factories that guess the width. */
    @SuppressWarnings("deprecation")
    private Cell(String text, Look look, boolean wide, boolean half) {
        super(' ', look, TextColor.ANSI.DEFAULT);
        this.text = text;
        this.look = look;
        this.wide = wide;
        this.half = half;
    }

    Cell(String cluster, Look look, boolean wide) {
        this(cluster, look, wide, false);
    }

    @Override
    public String getCharacterString() {
        return text;
    }

    @Override
    public boolean is(char other) {
        return text.length() == 1 && text.charAt(0) == other;
    }

    /** The shape is in the look. */
    @Override
    public EnumSet<SGR> getModifiers() {
        return NONE;
    }

    @Override
    public boolean isDoubleWidth() {
        return wide;
    }

    /** Lanterna asks for nothing but the blank beside a wide cell. */
    @Override
    public TextCharacter withCharacter(char blank) {
        return new Cell(String.valueOf(blank), look, false, true);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Cell cell
                        && wide == cell.wide
                        && half == cell.half
                        && text.equals(cell.text)
                        && look.equals(cell.look);
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + look.hashCode();
    }
}
