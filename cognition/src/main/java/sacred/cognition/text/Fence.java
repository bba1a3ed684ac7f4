package sacred.cognition.text;

/** The row of backticks in which a text can stand without ending it. Pure. */
public final class Fence {

    private static final int SHORTEST = 3;

    private Fence() {}

    /** Longer than every row of backticks in the text. */
    public static String around(String text) {
        int longest = 0;
        int row = 0;
        for (int i = 0; i < text.length(); i++) {
            row = text.charAt(i) == '`' ? row + 1 : 0;
            longest = Math.max(longest, row);
        }
        return "`".repeat(Math.max(SHORTEST, longest + 1));
    }
}
