package sacred.app.replay;

/** A text in the pieces in which it arrived, one after the other. */
final class Pieces {

    private final String text;
    private int from;

    Pieces(String text) {
        this.text = text;
    }

    /** @param characters in code points; fewer come where the text ends, as one does that was redacted */
    String next(int characters) {
        int to = from;
        for (int i = 0; i < characters && to < text.length(); i++) {
            to += Character.charCount(text.codePointAt(to));
        }
        String piece = text.substring(from, to);
        from = to;
        return piece;
    }
}
