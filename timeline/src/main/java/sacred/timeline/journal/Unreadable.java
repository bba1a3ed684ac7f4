package sacred.timeline.journal;

/** Why a line could not be read, as the end of a sentence that begins with its line number. */
sealed class Unreadable extends Exception {

    Unreadable(String reason) {
        super(reason, null, false, false);
    }

    static Unreadable changed() {
        return new Unreadable("its hash does not match: it was changed or damaged");
    }

    /** The record is intact, but a newer version wrote a value into it that this one does not know. */
    static final class Unknown extends Unreadable {
        Unknown(String value) {
            super(value);
        }
    }
}
