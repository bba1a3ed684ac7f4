package sacred.app.edit;

import java.util.Locale;

/** What Tab offers, with one of it chosen. A value. The offer has candidates, and the editor is the one it was made for. */
public record Choice(Completion.Offer offer, int chosen) {

    /** With the best one chosen. */
    public static Choice of(Completion.Offer offer) {
        return new Choice(offer, 0);
    }

    /** The next one, and the first after the last. */
    public Choice next() {
        return new Choice(offer, (chosen + 1) % offer.candidates().size());
    }

    /** The one before, and the last before the first. */
    public Choice previous() {
        int count = offer.candidates().size();
        return new Choice(offer, (chosen + count - 1) % count);
    }

    public Candidate candidate() {
        return offer.candidates().get(chosen);
    }

    /** With the chosen one in the prompt. */
    public Editor accepted(Editor editor) {
        Candidate candidate = candidate();
        boolean blankFollows = editor.text().startsWith(" ", offer.to());
        String blank = candidate.whole() && !blankFollows ? " " : "";
        return editor.replaced(offer.from(), offer.to(), candidate.text() + blank);
    }

    /**
     * What the first Tab does: with the only candidate in the prompt, or with as much as all that begin with what was typed
     * have in common. The same editor when that adds nothing.
     */
    public Editor begun(Editor editor) {
        if (offer.candidates().size() == 1) {
            return accepted(editor);
        }
        String typed = offer.typed().toLowerCase(Locale.ROOT);
        String common = offer.candidates().stream()
                .map(Candidate::text)
                .filter(text -> text.toLowerCase(Locale.ROOT).startsWith(typed))
                .reduce(Choice::inCommon)
                .map(Choice::withoutHalves)
                .orElse("");
        boolean adds = common.length() > offer.typed().length();
        return adds ? editor.replaced(offer.from(), offer.to(), common) : editor;
    }

    private static String inCommon(String one, String other) {
        int end = 0;
        while (end < Math.min(one.length(), other.length()) && one.charAt(end) == other.charAt(end)) {
            end++;
        }
        return one.substring(0, end);
    }

    /** Ends at a whole character, and not between a backslash and what it escapes. */
    private static String withoutHalves(String text) {
        int end = text.length();
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        int backslashes = 0;
        while (backslashes < end && text.charAt(end - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return text.substring(0, end - backslashes % 2);
    }
}
