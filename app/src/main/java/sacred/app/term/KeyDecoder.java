package sacred.app.term;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;

/**
 * Bytes from a terminal, as keys, pastes and reports. How the bytes are cut into reads changes nothing, but for one thing
 * that only time can tell: whether an Escape is the key or the start of a sequence. So the caller waits a moment while
 * {@link #undecided()} and then says that nothing followed.
 *
 * <p>What is malformed is dropped up to the byte that made it so; a control character always gets out, so that no garbage
 * can keep Ctrl+C from its meaning. The exception is a paste, which ends where the terminal says so and nowhere else.
 *
 * <p>Not thread-safe. Never throws, never blocks.
 */
final class KeyDecoder {

    private static final int ESC = 0x1B;
    private static final int DEL = 0x7F;
    /** Longer ones are no keys; what is beyond is read and forgotten. */
    private static final int LONGEST = 256;
    /** A report that came in half is waited for so many silences; then it is garbage. */
    private static final int PATIENCE = 40;

    private static final Input UNKNOWN = Key.of(Name.UNKNOWN);

    private enum State {
        GROUND,
        ESCAPE,
        ESCAPE_TWICE,
        CSI,
        SS3,
        CONSOLE,
        OLD_MOUSE,
        STRING,
        STRING_ESCAPE,
        PASTE
    }

    private final Utf8 utf8 = new Utf8();
    private final StringBuilder collected = new StringBuilder();
    private State state = State.GROUND;
    /** The next letter, or the sequence being read, has an Escape before it. */
    private boolean alt;
    /** What opened the string: {@code ]} for an operating system command. */
    private int opener;

    private int countdown;
    private int silences;
    private boolean attributesSeen;
    private PasteBuffer paste = new PasteBuffer();

    /** What these bytes complete. */
    List<Input> next(byte[] bytes, int length) {
        List<Input> out = new ArrayList<>();
        silences = 0;
        for (int i = 0; i < length; i++) {
            take(bytes[i] & 0xFF, out::add);
        }
        return out;
    }

    /** Whether time decides what the last bytes were. */
    boolean undecided() {
        return state != State.GROUND && state != State.PASTE || utf8.begun();
    }

    /** What the last bytes were, now that nothing followed them for a moment. */
    List<Input> flush() {
        List<Input> out = new ArrayList<>();
        if (undecided() && (ambiguous() || ++silences >= PATIENCE)) {
            giveUp(out::add);
        }
        return out;
    }

    /** Whether the terminal has answered who it is, which it does after it answered what was asked before. */
    boolean attributesSeen() {
        return attributesSeen;
    }

    /** Whether a key alone can have sent what is there so far. */
    private boolean ambiguous() {
        return switch (state) {
            case ESCAPE, ESCAPE_TWICE, SS3, CONSOLE -> true;
            case CSI, STRING -> collected.isEmpty();
            default -> false;
        };
    }

    private void giveUp(Consumer<Input> out) {
        State was = state;
        boolean empty = collected.isEmpty();
        boolean altBefore = alt;
        ground();
        switch (was) {
            case ESCAPE -> out.accept(Key.of(Name.ESCAPE));
            case ESCAPE_TWICE -> {
                out.accept(Key.of(Name.ESCAPE));
                out.accept(Key.of(Name.ESCAPE));
            }
            case SS3 -> {
                if (altBefore) {
                    out.accept(Key.of(Name.ESCAPE));
                }
                out.accept(Sequences.letter('O', true));
            }
            case CSI -> out.accept(empty ? Sequences.letter('[', true) : UNKNOWN);
            case STRING -> out.accept(empty ? Sequences.letter(opener, true) : UNKNOWN);
            default -> out.accept(UNKNOWN);
        }
    }

    private void ground() {
        state = State.GROUND;
        alt = false;
        collected.setLength(0);
        utf8.reset();
    }

    private void take(int b, Consumer<Input> out) {
        switch (state) {
            case GROUND -> plain(b, out);
            case ESCAPE -> escaped(b, out);
            case ESCAPE_TWICE -> escapedTwice(b, out);
            case CSI -> csi(b, out);
            case SS3 -> ss3(b, out);
            case CONSOLE -> console(b, out);
            case OLD_MOUSE -> {
                if (--countdown == 0) {
                    ground();
                }
            }
            case STRING -> string(b, out);
            case STRING_ESCAPE -> stringEscape(b, out);
            case PASTE -> {
                if (paste.ends((byte) b)) {
                    out.accept(new Input.Paste(paste.text()));
                    paste = new PasteBuffer();
                    ground();
                }
            }
        }
    }

    private void plain(int b, Consumer<Input> out) {
        if (utf8.begun() && !Utf8.continues(b)) {
            utf8.reset();
            out.accept(Key.typed("\uFFFD"));
            alt = false;
        }
        if (b == ESC) {
            alt = false;
            state = State.ESCAPE;
        } else if (b < ' ' || b == DEL) {
            out.accept(Sequences.control(b, alt));
            alt = false;
        } else {
            int code = utf8.next(b);
            if (code != Utf8.MORE) {
                out.accept(code == Utf8.BROKEN ? Key.typed("\uFFFD") : Sequences.letter(code, alt));
                alt = false;
            }
        }
    }

    private void escaped(int b, Consumer<Input> out) {
        switch (b) {
            case ESC -> state = State.ESCAPE_TWICE;
            case '[' -> state = State.CSI;
            case 'O' -> state = State.SS3;
            case ']', 'P', '_', '^', 'X' -> {
                opener = b;
                state = State.STRING;
            }
            default -> {
                state = State.GROUND;
                alt = true;
                plain(b, out);
            }
        }
    }

    /** Alt with a key that has a sequence of its own, or the key Escape and then something. */
    private void escapedTwice(int b, Consumer<Input> out) {
        if (b == '[' || b == 'O') {
            alt = true;
            state = b == '[' ? State.CSI : State.SS3;
        } else {
            out.accept(Key.of(Name.ESCAPE));
            state = State.ESCAPE;
            escaped(b, out);
        }
    }

    private void csi(int b, Consumer<Input> out) {
        if (b >= ' ' && b < '@') {
            collect(b);
        } else if (b == '[' && collected.isEmpty()) {
            state = State.CONSOLE;
        } else if (b == 'M' && collected.isEmpty()) {
            // the mouse of terminals that know no better encoding; it was not asked for
            countdown = 3;
            state = State.OLD_MOUSE;
        } else if (b >= '@' && b < DEL) {
            finish((char) b, out);
        } else {
            broken(b, out);
        }
    }

    private void finish(char last, Consumer<Input> out) {
        String parameters = collected.toString();
        boolean altBefore = alt;
        ground();
        if (last == '~' && parameters.equals("200")) {
            state = State.PASTE;
        } else if (parameters.length() >= LONGEST) {
            out.accept(UNKNOWN);
        } else {
            attributesSeen |= last == 'c' && parameters.startsWith("?");
            Sequences.csi(parameters, last, altBefore).ifPresent(out);
        }
    }

    private void ss3(int b, Consumer<Input> out) {
        if (b > ' ' && b < DEL) {
            boolean altBefore = alt;
            ground();
            out.accept(Sequences.ss3((char) b, altBefore));
        } else {
            broken(b, out);
        }
    }

    private void console(int b, Consumer<Input> out) {
        if (b >= 'A' && b <= 'E') {
            ground();
            out.accept(Sequences.console((char) b));
        } else {
            broken(b, out);
        }
    }

    private void string(int b, Consumer<Input> out) {
        if (b == ESC) {
            state = State.STRING_ESCAPE;
        } else if (b == 7) {
            endString(out);
        } else if (b < ' ') {
            broken(b, out);
        } else {
            collect(b);
        }
    }

    private void stringEscape(int b, Consumer<Input> out) {
        if (b == '\\') {
            endString(out);
        } else {
            ground();
            out.accept(UNKNOWN);
            state = State.ESCAPE;
            escaped(b, out);
        }
    }

    private void endString(Consumer<Input> out) {
        String text = collected.toString();
        boolean command = opener == ']';
        ground();
        if (command) {
            Sequences.osc(text).ifPresent(out);
        }
    }

    private void collect(int b) {
        if (collected.length() < LONGEST) {
            collected.append((char) b);
        }
    }

    /** The sequence was none; the byte stands for itself. */
    private void broken(int b, Consumer<Input> out) {
        ground();
        out.accept(UNKNOWN);
        plain(b, out);
    }
}
