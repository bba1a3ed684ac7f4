package sacred.app.loop;

/**
 * Something that was submitted.
 *
 * @param text as it is asked or run
 * @param typed what of it the user wrote; only there an {@code @} names a file, never in a paste that was folded
 */
record Line(String text, String typed) {

    static Line of(String text) {
        return new Line(text, text);
    }
}
