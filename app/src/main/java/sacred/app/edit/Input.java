package sacred.app.edit;

/** Something that came from the terminal, decoded. */
public sealed interface Input {

    /**
     * A key with its modifiers. Shift is told only where the terminal tells it; the Shift of a typed letter is in the letter.
     *
     * @param text what was typed, for {@link Name#CHARACTER}: one code point (with Ctrl or Alt: the key's letter, in lower case); else empty
     */
    record Key(Name name, String text, boolean ctrl, boolean alt, boolean shift) implements Input {

        public static Key of(Name name) {
            return new Key(name, "", false, false, false);
        }

        public static Key typed(String text) {
            return new Key(Name.CHARACTER, text, false, false, false);
        }

        public static Key ctrl(char letter) {
            return new Key(Name.CHARACTER, String.valueOf(letter), true, false, false);
        }

        public static Key alt(char letter) {
            return new Key(Name.CHARACTER, String.valueOf(letter), false, true, false);
        }

        public boolean plain() {
            return !ctrl && !alt && !shift;
        }
    }

    /** Keys. Enter is Ctrl+M; Ctrl+J is the letter j with Ctrl; Backspace is what the key sends, DEL or Ctrl+H alike. */
    enum Name {
        CHARACTER,
        ENTER,
        TAB,
        BACKSPACE,
        ESCAPE,
        UP,
        DOWN,
        LEFT,
        RIGHT,
        HOME,
        END,
        PAGE_UP,
        PAGE_DOWN,
        INSERT,
        DELETE,
        F1,
        F2,
        F3,
        F4,
        F5,
        F6,
        F7,
        F8,
        F9,
        F10,
        F11,
        F12,
        /** A sequence that is complete and means nothing to us. */
        UNKNOWN
    }

    /** A bracketed paste: text, never keys; as the terminal sent it, with line ends as line feeds. */
    record Paste(String text) implements Input {}

    /** Column and row from 0. */
    record Mouse(Action action, int column, int row) implements Input {
        /** What the mouse did. */
        public enum Action {
            PRESS,
            RELEASE,
            WHEEL_UP,
            WHEEL_DOWN
        }
    }

    /** The window of the terminal came to the front, or went. */
    record Focus(boolean gained) implements Input {}

    /** The terminal said what its background is. */
    record Background(boolean dark) implements Input {}
}
