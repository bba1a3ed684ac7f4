package sacred.app.term;

import java.util.Locale;
import java.util.Optional;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Mouse;
import sacred.app.edit.Input.Name;

/** What a complete control sequence from a terminal means. Pure; empty where it means nothing to the user. */
final class Sequences {

    private static final int SHIFT = 1;
    private static final int ALT = 2;
    private static final int CTRL = 4;
    /** Super, hyper: keys of the window system, which are no letters with a modifier. */
    private static final int FOREIGN = 8 + 16;
    /** Meta of the kitty protocol. */
    private static final int META = 32;

    private static final int RELEASED = 3;
    private static final Input UNKNOWN = Key.of(Name.UNKNOWN);

    private Sequences() {}

    /** A modifier of xterm's counting: 1 and a sum. */
    private record Modifiers(int bits) {
        static Modifiers of(int parameter, boolean alt) {
            int bits = Math.max(0, parameter - 1);
            return new Modifiers(bits | (alt || (bits & META) != 0 ? ALT : 0));
        }

        boolean has(int bit) {
            return (bits & bit) != 0;
        }

        Input on(Name name) {
            return has(FOREIGN) || name == Name.UNKNOWN ? UNKNOWN : new Key(name, "", has(CTRL), has(ALT), has(SHIFT));
        }
    }

    /**
     * {@code ESC [ parameters last}.
     *
     * @param alt whether an Escape stood before it, which is how some terminals say Alt
     */
    static Optional<Input> csi(String parameters, char last, boolean alt) {
        if (parameters.startsWith("<") && (last == 'M' || last == 'm')) {
            return mouse(parameters.substring(1), last == 'M');
        }
        if (!parameters.isEmpty() && "<=>?".indexOf(parameters.charAt(0)) >= 0) {
            return Optional.empty(); // a report
        }
        if (parameters.isEmpty() && (last == 'I' || last == 'O')) {
            return Optional.of(new Input.Focus(last == 'I'));
        }
        Modifiers modifiers = Modifiers.of(number(parameters, 1, 0, 1), alt);
        if (number(parameters, 1, 1, 1) == RELEASED) {
            return Optional.empty();
        }
        return switch (last) {
            case '~' -> tilde(parameters, modifiers, alt);
            case 'u' -> Optional.of(code(parameters, modifiers));
            case 'R', 'c', 'n', 't', 'y' ->
                last == 'R' && number(parameters, 0, 0, 1) == 1 ? Optional.of(modifiers.on(Name.F3)) : Optional.empty();
            case 'Z' -> Optional.of(new Modifiers(modifiers.bits | SHIFT).on(Name.TAB));
            default -> Optional.of(modifiers.on(letter(last)));
        };
    }

    /** {@code ESC O last}. */
    static Input ss3(char last, boolean alt) {
        Modifiers modifiers = Modifiers.of(1, alt);
        return last == 'M' ? modifiers.on(Name.ENTER) : modifiers.on(letter(last));
    }

    /** {@code ESC [ [ last}, A to E: function keys of the Linux console. */
    static Input console(char last) {
        return Key.of(Name.values()[Name.F1.ordinal() + last - 'A']);
    }

    /** An operating system command without its ends; only the answer about the background means something. */
    static Optional<Input> osc(String text) {
        if (!text.startsWith("11;rgb:") && !text.startsWith("11;rgba:")) {
            return Optional.empty();
        }
        String[] channels = text.substring(text.indexOf(':') + 1).split("/");
        if (channels.length < 3) {
            return Optional.empty();
        }
        try {
            double luminance =
                    0.2126 * channel(channels[0]) + 0.7152 * channel(channels[1]) + 0.0722 * channel(channels[2]);
            return Optional.of(new Input.Background(luminance < 0.5));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** One to four hexadecimal digits, as a share of what they can say. */
    private static double channel(String hex) {
        if (hex.isEmpty() || hex.length() > 4) {
            throw new NumberFormatException(hex);
        }
        return Integer.parseInt(hex, 16) / (Math.pow(16, hex.length()) - 1);
    }

    private static Name letter(char last) {
        return switch (last) {
            case 'A' -> Name.UP;
            case 'B' -> Name.DOWN;
            case 'C' -> Name.RIGHT;
            case 'D' -> Name.LEFT;
            case 'H' -> Name.HOME;
            case 'F' -> Name.END;
            case 'P' -> Name.F1;
            case 'Q' -> Name.F2;
            case 'R' -> Name.F3;
            case 'S' -> Name.F4;
            default -> Name.UNKNOWN;
        };
    }

    private static Optional<Input> tilde(String parameters, Modifiers modifiers, boolean alt) {
        int key = number(parameters, 0, 0, 0);
        if (key == 27) {
            // modifyOtherKeys: 27 ; modifiers ; code
            return Optional.of(character(number(parameters, 2, 0, 0), 0, modifiers));
        }
        if (key == 200 || key == 201) {
            return Optional.empty(); // the end of a paste that never began
        }
        return Optional.of(modifiers.on(
                switch (key) {
                    case 1, 7 -> Name.HOME;
                    case 2 -> Name.INSERT;
                    case 3 -> Name.DELETE;
                    case 4, 8 -> Name.END;
                    case 5 -> Name.PAGE_UP;
                    case 6 -> Name.PAGE_DOWN;
                    case 11, 12, 13, 14, 15 -> Name.values()[Name.F1.ordinal() + key - 11];
                    case 17, 18, 19, 20, 21 -> Name.values()[Name.F6.ordinal() + key - 17];
                    case 23, 24 -> Name.values()[Name.F11.ordinal() + key - 23];
                    default -> Name.UNKNOWN;
                }));
    }

    /** The kitty protocol: {@code code : shifted ; modifiers : event ; text}. */
    private static Input code(String parameters, Modifiers modifiers) {
        return character(number(parameters, 0, 0, 0), number(parameters, 0, 1, 0), modifiers);
    }

    private static Input character(int code, int shifted, Modifiers modifiers) {
        return switch (code) {
            case 9 -> modifiers.on(Name.TAB);
            case 13, 57414 -> modifiers.on(Name.ENTER);
            case 27 -> modifiers.on(Name.ESCAPE);
            case 8, 127 -> modifiers.on(Name.BACKSPACE);
            default -> code >= 57344 && code <= 63743 ? keypad(code, modifiers) : typed(code, shifted, modifiers);
        };
    }

    private static Input typed(int code, int shifted, Modifiers modifiers) {
        if (!printable(code) || modifiers.has(FOREIGN)) {
            return UNKNOWN;
        }
        boolean ctrl = modifiers.has(CTRL);
        boolean alt = modifiers.has(ALT);
        if (!ctrl && !alt) {
            int typed = !modifiers.has(SHIFT) ? code : printable(shifted) ? shifted : Character.toUpperCase(code);
            return Key.typed(Character.toString(typed));
        }
        String letter = Character.toString(code).toLowerCase(Locale.ROOT);
        boolean shift = modifiers.has(SHIFT) || alt && Character.isUpperCase(code);
        Name twin = ctrl ? twin(letter) : Name.CHARACTER;
        return twin == Name.CHARACTER
                ? new Key(Name.CHARACTER, letter, ctrl, alt, shift)
                : new Key(twin, "", false, alt, shift);
    }

    /** The keys that are a letter with Ctrl on every terminal that sends bytes; here too, so that no terminal differs. */
    private static Name twin(String letter) {
        return switch (letter) {
            case "m" -> Name.ENTER;
            case "i" -> Name.TAB;
            case "h" -> Name.BACKSPACE;
            case "[" -> Name.ESCAPE;
            default -> Name.CHARACTER;
        };
    }

    /** A code point that a user can mean as text. */
    static boolean printable(int code) {
        return code >= ' '
                && Character.isValidCodePoint(code)
                && !(code >= 0x7F && code < 0xA0)
                && !(code >= 0xD800 && code < 0xE000);
    }

    /** The key of a letter that arrived as one, with Alt if an Escape stood before it. */
    static Input letter(int code, boolean alt) {
        return typed(code, 0, new Modifiers(alt ? ALT : 0));
    }

    /** A control byte: a key of its own, or a letter with Ctrl. */
    static Input control(int b, boolean alt) {
        return switch (b) {
            case '\r' -> new Key(Name.ENTER, "", false, alt, false);
            case '\t' -> new Key(Name.TAB, "", false, alt, false);
            case '\b', 0x7F -> new Key(Name.BACKSPACE, "", false, alt, false);
            case 0 -> new Key(Name.CHARACTER, " ", true, alt, false);
            default -> {
                char letter = (char) (b + '@');
                String lower = String.valueOf(letter >= 'A' && letter <= 'Z' ? (char) (letter + ' ') : letter);
                yield new Key(Name.CHARACTER, lower, true, alt, false);
            }
        };
    }

    private static Input keypad(int code, Modifiers modifiers) {
        if (code >= 57399 && code <= 57415) {
            return typed("0123456789./*-+\r=".charAt(code - 57399), 0, modifiers);
        }
        return modifiers.on(
                switch (code) {
                    case 57417 -> Name.LEFT;
                    case 57418 -> Name.RIGHT;
                    case 57419 -> Name.UP;
                    case 57420 -> Name.DOWN;
                    case 57421 -> Name.PAGE_UP;
                    case 57422 -> Name.PAGE_DOWN;
                    case 57423 -> Name.HOME;
                    case 57424 -> Name.END;
                    case 57425 -> Name.INSERT;
                    case 57426 -> Name.DELETE;
                    default -> Name.UNKNOWN;
                });
    }

    /** {@code < buttons ; column ; row}; only the left button and the wheel mean something. */
    private static Optional<Input> mouse(String parameters, boolean pressed) {
        int buttons = number(parameters, 0, 0, -1);
        int column = number(parameters, 1, 0, 0) - 1;
        int row = number(parameters, 2, 0, 0) - 1;
        boolean moved = (buttons & 32) != 0;
        if (buttons < 0 || column < 0 || row < 0 || moved) {
            return Optional.empty();
        }
        int shift = 4;
        int meta = 8;
        int ctrl = 16;
        return switch (buttons & ~(shift | meta | ctrl)) {
            case 0 -> Optional.of(new Mouse(pressed ? Mouse.Action.PRESS : Mouse.Action.RELEASE, column, row));
            case 64 -> Optional.of(new Mouse(Mouse.Action.WHEEL_UP, column, row));
            case 65 -> Optional.of(new Mouse(Mouse.Action.WHEEL_DOWN, column, row));
            default -> Optional.empty();
        };
    }

    /** A number by its place between semicolons and colons; what is absent or no number is the default. */
    private static int number(String parameters, int field, int part, int absent) {
        String[] fields = parameters.split(";", -1);
        if (field >= fields.length) {
            return absent;
        }
        String[] parts = fields[field].split(":", -1);
        if (part >= parts.length || !parts[part].matches("[0-9]{1,7}")) {
            return absent;
        }
        return Integer.parseInt(parts[part]);
    }
}
