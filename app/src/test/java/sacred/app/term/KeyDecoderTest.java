package sacred.app.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.edit.Input;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Mouse;
import sacred.app.edit.Input.Name;
import sacred.app.edit.Input.Paste;

class KeyDecoderTest {

    private final KeyDecoder decoder = new KeyDecoder();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | a",
                "A | A",
                "\\x03 | C-c",
                "\\x1a | C-z",
                "\\x1c | C-\\",
                "\\x00 | C-SPACE",
                "\\r | ENTER",
                "\\n | C-j",
                "\\t | TAB",
                "\\x7f | BACKSPACE",
                "\\x08 | BACKSPACE",
                "\\e\\r | A-ENTER",
                "\\e\\x7f | A-BACKSPACE",
                "\\eb | A-b",
                "\\eB | A-S-b",
                "\\e\\x02 | C-A-b",
                "\\e[A | UP",
                "\\eOA | UP",
                "\\e[1;5C | C-RIGHT",
                "\\e[1;2A | S-UP",
                "\\e[1;3D | A-LEFT",
                "\\e\\e[D | A-LEFT",
                "\\e[H \\e[F | HOME _ END",
                "\\e[1~\\e[4~\\e[7~\\e[8~ | HOME END HOME END",
                "\\e[2~\\e[3~\\e[5~\\e[6~ | INSERT DELETE PAGE_UP PAGE_DOWN",
                "\\e[3;5~ | C-DELETE",
                "\\e[Z | S-TAB",
                "\\eOP\\e[[B\\e[15~\\e[24~ | F1 F2 F5 F12",
                "\\e[1;2R | S-F3",
                "\\eOM | ENTER",
                "\\e[13;2u | S-ENTER",
                "\\e[13;5u | C-ENTER",
                "\\e[27u | ESCAPE",
                "\\e[99;5u | C-c",
                "\\e[109;5u\\e[105;5u\\e[104;5u | ENTER TAB BACKSPACE",
                "\\e[106;5u | C-j",
                "\\e[97;6u | C-S-a",
                "\\e[97:65;2u | A",
                "\\e[97;1:3u | ",
                "\\e[57400u\\e[57414u\\e[57423u | 1 ENTER HOME",
                "\\e[27;2;13~ | S-ENTER",
                "\\e[27;5;106~ | C-j",
                "\\e[27;3;65~ | A-S-a",
                "\\e[99;9u | UNKNOWN",
                "\\e[99999999u | UNKNOWN",
                "\\e[1;5X | UNKNOWN"
            })
    void aSequenceIsItsKey(String bytes, String keys) {
        assertEquals(keys == null ? "" : keys, names(decode(unescaped(bytes))));
    }

    @Test
    void aLoneEscapeIsAKeyOnlyWhenNothingFollows() {
        assertEquals(List.of(), decode("\033"));
        assertTrue(decoder.undecided());
        assertEquals(List.of(Key.of(Name.ESCAPE)), decoder.flush());
        assertFalse(decoder.undecided());

        assertEquals("ESCAPE A-x", names(concat(decode("\033\033x"), List.of())));
        assertEquals("", names(decode("\033[")));
        assertEquals("A-[", names(decoder.flush()));
        assertEquals("", names(decode("\033]")));
        assertEquals("A-]", names(decoder.flush()));
        assertEquals("", names(decode("\033O")));
        assertEquals("A-S-o", names(decoder.flush()));
    }

    @Test
    void aReportThatComesInHalfIsWaitedForButNotForEver() {
        decode("\033]11;rgb:1e1e/");
        assertEquals(List.of(), decoder.flush());
        assertEquals(List.of(new Input.Background(true)), decode("1e1e/2e2e\033\\"));

        decode("\033]11;rgb:");
        List<Input> given = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            given.addAll(decoder.flush());
        }
        assertEquals(List.of(Key.of(Name.UNKNOWN)), given);
        assertEquals("x", names(decode("x")));
    }

    @ParameterizedTest
    @CsvSource({
        "11;rgb:0000/0000/0000, true",
        "11;rgb:ffff/ffff/ffff, false",
        "11;rgb:1e/1e/2e, true",
        "11;rgb:f/f/f, false",
        "11;rgba:fafa/fafa/fafa/ffff, false"
    })
    void theAnswerAboutTheBackgroundIsUnderstood(String answer, boolean dark) {
        assertEquals(List.of(new Input.Background(dark)), decode("\033]" + answer + "\033\\"));
        assertEquals(List.of(new Input.Background(dark)), decode("\033]" + answer + "\007"));
    }

    @Test
    void reportsAreNeverTypedText() {
        assertEquals(
                "", names(decode("\033[24;80R\033[?62;22c\033[>1;10;0c\033[0n\033P1+r544e=78\033\\\033[?2026;2$y")));
        assertEquals("", names(decode("\033]4;0;rgb:0/0/0\007\033_Gi=1;OK\033\\\033]11;rgb:zz/1/1\007\033[8;24;80t")));
        assertTrue(decoder.attributesSeen());
    }

    @Test
    void aPasteIsOneTextWhateverItHolds() {
        assertEquals(
                List.of(new Paste("rm -rf x\nb\nc\nd\033[A\003 😀"), Key.typed("x")),
                decode("\033[200~rm -rf x\rb\r\nc\nd\033[A\003 😀\033[201~x"));
    }

    @Test
    void aPasteEndsAtItsEndEvenAfterHalfOfOne() {
        assertEquals(List.of(new Paste("a\033[20\033\033[201x")), decode("\033[200~a\033[20\033\033[201x\033[201~"));
        assertEquals(List.of(new Paste("")), decode("\033[200~\033[201~"));
        assertEquals(List.of(new Paste("\033")), decode("\033[200~\033\033[201~"));
    }

    @Test
    void aPasteIsNotCutByTime() {
        decode("\033[200~slow");

        assertFalse(decoder.undecided());
        assertEquals(List.of(), decoder.flush());
        assertEquals(List.of(new Paste("slowly")), decode("ly\033[201~"));
    }

    @Test
    void aPasteBeyondTheLimitSaysHowMuchIsMissing() {
        PasteBuffer paste = new PasteBuffer(5);
        for (byte b : "1234567\033[201~".getBytes(StandardCharsets.US_ASCII)) {
            paste.ends(b);
        }

        assertEquals("12345\n[the paste was cut here: 2 more bytes were dropped]\n", paste.text());
    }

    @Test
    void theMouseIsClicksOfTheLeftButtonAndTheWheel() {
        assertEquals(
                List.of(
                        new Mouse(Mouse.Action.PRESS, 4, 9),
                        new Mouse(Mouse.Action.RELEASE, 4, 9),
                        new Mouse(Mouse.Action.WHEEL_UP, 299, 0),
                        new Mouse(Mouse.Action.WHEEL_DOWN, 0, 0),
                        Key.typed("x")),
                decode(
                        "\033[<0;5;10M\033[<0;5;10m\033[<64;300;1M\033[<65;1;1M\033[<2;1;1M\033[<35;1;1M\033[<0;0;1M\033[M"
                            + " !!x"));
    }

    @Test
    void focusComesAndGoes() {
        assertEquals(List.of(new Input.Focus(true), new Input.Focus(false)), decode("\033[I\033[O"));
    }

    @Test
    void bytesThatAreNoTextAreShownAsSuch() {
        assertEquals(
                "\uFFFD _ \uFFFD a \uFFFD b",
                names(decoder.next(new byte[] {(byte) 0xE9, ' ', (byte) 0xC2, 'a', (byte) 0xFF, 'b'}, 6)));
        assertEquals("UNKNOWN", names(decode("\u009b")));
    }

    @Test
    void garbageCannotKeepControlCFromItsMeaning() {
        for (String garbage : List.of("\033[", "\033[1;", "\033O", "\033]52;c;", "\033P", "\033", "\033[[", "\u00e9")) {
            List<Input> keys = decode(garbage + "\003");

            assertTrue(
                    keys.contains(Key.ctrl('c')) || keys.contains(new Key(Name.CHARACTER, "c", true, true, false)),
                    () -> garbage + " gives " + keys);
        }
    }

    @Test
    void aLongSequenceCostsNoTime() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertEquals("UNKNOWN", names(decode("\033[" + "1".repeat(1_000_000) + "m")));
            assertEquals("", names(decode("\033]0;" + "x".repeat(1_000_000) + "\007")));
        });
    }

    @Property
    void nothingThrowsAndTheCutsDoNotMatter(@ForAll("bytes") byte[] bytes, @ForAll("cuts") List<Integer> cuts) {
        List<Input> whole = new KeyDecoder().next(bytes, bytes.length);

        KeyDecoder cutting = new KeyDecoder();
        List<Input> pieces = new ArrayList<>();
        int from = 0;
        for (int cut : cuts) {
            int to = Math.min(bytes.length, from + cut);
            pieces.addAll(cutting.next(Arrays.copyOfRange(bytes, from, to), to - from));
            from = to;
        }
        pieces.addAll(cutting.next(Arrays.copyOfRange(bytes, from, bytes.length), bytes.length - from));

        assertEquals(whole, pieces);
        for (int i = 0; i < 50 && cutting.undecided(); i++) {
            cutting.flush();
        }
        assertFalse(cutting.undecided());
    }

    @Property
    void typedTextComesBackAsItWas(@ForAll("typed") String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder back = new StringBuilder();
        for (byte b : bytes) {
            decoder.next(new byte[] {b}, 1).forEach(key -> back.append(((Key) key).text()));
        }

        assertEquals(text, back.toString());
    }

    @Property
    void aPasteOfTextComesBackAsItWas(@ForAll("typed") String text) {
        assertEquals(List.of(new Paste(text)), decode("\033[200~" + text + "\033[201~"));
    }

    @Provide
    Arbitrary<String> typed() {
        return Arbitraries.integers()
                .between(' ', Character.MAX_CODE_POINT)
                .filter(Sequences::printable)
                .list()
                .ofMaxSize(30)
                .map(points -> points.stream().map(Character::toString).collect(Collectors.joining()));
    }

    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<String> pieces = Arbitraries.of(
                "\033",
                "[",
                "O",
                "]",
                "P",
                "1",
                ";",
                "5",
                "~",
                "u",
                "<",
                "M",
                "200~",
                "201~",
                "\033[200~",
                "\033[201~",
                "\\",
                "\007",
                "é",
                "😀",
                "a",
                "\r",
                "\003",
                ":",
                "?",
                "c",
                "$",
                "11;rgb:1/2/3");
        Arbitrary<String> anything =
                Arbitraries.strings().withCharRange('\0', '\u00ff').ofLength(1);
        return Arbitraries.frequencyOf(
                        Tuple.of(5, pieces.map(s -> s.getBytes(StandardCharsets.UTF_8))),
                        Tuple.of(1, anything.map(s -> s.getBytes(StandardCharsets.ISO_8859_1))))
                .list()
                .ofMaxSize(40)
                .map(KeyDecoderTest::joined);
    }

    @Provide
    Arbitrary<List<Integer>> cuts() {
        return Arbitraries.integers().between(0, 4).list().ofMaxSize(20);
    }

    private static byte[] joined(List<byte[]> pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        pieces.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private List<Input> decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return decoder.next(bytes, bytes.length);
    }

    private static <T> List<T> concat(List<T> first, List<T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    private static String names(List<Input> inputs) {
        return inputs.stream().map(i -> name((Key) i)).collect(Collectors.joining(" "));
    }

    private static String name(Key key) {
        String base = key.name() != Name.CHARACTER ? key.name().toString() : key.text();
        base = base.equals(" ") ? key.ctrl() ? "SPACE" : "_" : base;
        return (key.ctrl() ? "C-" : "") + (key.alt() ? "A-" : "") + (key.shift() ? "S-" : "") + base;
    }

    private static String unescaped(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\') {
                out.append(c);
                continue;
            }
            char kind = text.charAt(++i);
            switch (kind) {
                case 'e' -> out.append('\033');
                case 'r' -> out.append('\r');
                case 'n' -> out.append('\n');
                case 't' -> out.append('\t');
                default -> {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 3), 16));
                    i += 2;
                }
            }
        }
        return out.toString();
    }
}
