package sacred.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PrintableTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "A\\e]52;c;cm0gLXJmIH4=\\aB | A^[]52;c;cm0gLXJmIH4=^GB",
                "\\e]8;;file:///etc/passwd\\aOPEN | ^[]8;;file:///etc/passwd^GOPEN",
                "\\e[2J\\e[H | ^[[2J^[[H",
                "\\e\\e[[31m | ^[^[[[31m",
                "ab\\b\\b\\bXY | ab^H^H^HXY",
                "\\u009b31mC1 | \\\\x9b31mC1",
                "access\\u202E gnp.exe | access<U+202E> gnp.exe",
                "pay\\u200Bpal.com | pay<U+200B>pal.com",
                "ok\\uDB40\\uDC63 | ok<U+E0063>",
                "lone \\uD83D end | lone \\uFFFD end",
                "a\\u007fb | a^?b",
                "\\u3164blank | <U+3164>blank"
            })
    void aHostileTextIsShownAndNeverInterpreted(String text, String shown) {
        assertEquals(unescaped(shown), Printable.of(unescaped(text)));
    }

    @Test
    void lineEndsOfEveryKindAreLineFeedsAndATabIsBlanks() {
        assertEquals("a\nb\nc\nd\ne    f\n", Printable.of("a\r\nb\rc\u2028d\u2029e\tf\r"));
    }

    @Test
    void realTextIsLeftAlone() {
        String text = "naïve 你好 👩‍👩‍👧 🇩🇪 e\u0301 العربية עברית ❤️";

        assertEquals(text, Printable.of(text));
    }

    @Property
    void nothingThatATerminalObeysComesOut(@ForAll("hostile") String text) {
        String shown = Printable.of(text);

        shown.codePoints().forEach(c -> {
            boolean control = c < ' ' && c != '\n' || c >= 0x7F && c < 0xA0;
            boolean hidden = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || c >= 0xE0000 && c <= 0xE0FFF;
            assertTrue(!control && !hidden, () -> String.format("U+%04X in the output of %s", c, text));
        });
        assertEquals(shown, new String(shown.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Property
    void piecesOfATextGiveTheSameAsTheWhole(@ForAll("hostile") String text, @ForAll int cut) {
        int at = text.isEmpty() ? 0 : Math.floorMod(cut, text.length());
        Printable pieces = new Printable();

        String shown = pieces.next(text.substring(0, at)) + pieces.next(text.substring(at)) + pieces.end();

        assertEquals(Printable.of(text), shown);
    }

    @Provide
    Arbitrary<String> hostile() {
        Arbitrary<Character> plain = Arbitraries.chars().ascii();
        Arbitrary<Character> special = Arbitraries.chars()
                .with('\u001b', '\u009b', '\r', '\n', '\t', '\u007f', '\u202e', '\u2066', '\u200b', '\ud83d', '\ude00')
                .with('\udb40', '\udc01', '\ufeff', '\u0085', '\0');
        return Arbitraries.frequencyOf(Tuple.of(2, plain), Tuple.of(3, special), Tuple.of(1, Arbitraries.chars()))
                .list()
                .ofMaxSize(40)
                .map(list -> {
                    StringBuilder text = new StringBuilder();
                    list.forEach(text::append);
                    return text.toString();
                });
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
                case 'e' -> out.append('\u001b');
                case 'a' -> out.append('\u0007');
                case 'b' -> out.append('\b');
                case 'u' -> {
                    out.append((char) Integer.parseInt(text.substring(i + 1, i + 5), 16));
                    i += 4;
                }
                default -> out.append(kind);
            }
        }
        return out.toString();
    }
}
