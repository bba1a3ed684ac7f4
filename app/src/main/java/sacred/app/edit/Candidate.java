package sacred.app.edit;

/**
 * What a word may become.
 *
 * @param text the whole word
 * @param help a few words beside it; may be empty
 * @param whole nothing more of this word follows, so a blank does
 */
public record Candidate(String text, String help, boolean whole) {

    /** A word that ends with itself. */
    public static Candidate of(String text) {
        return new Candidate(text, "", false);
    }
}
