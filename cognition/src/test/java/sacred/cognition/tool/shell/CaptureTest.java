package sacred.cognition.tool.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CaptureTest {

    private static String captured(int half, int piece, String text) {
        Capture capture = new Capture(half);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += piece) {
            int length = Math.min(piece, bytes.length - at);
            byte[] part = new byte[length];
            System.arraycopy(bytes, at, part, 0, length);
            capture.add(part, length);
        }
        return capture.text();
    }

    @Test
    void whatFitsIsWhole() {
        assertEquals("", captured(4, 1, ""));
        assertEquals("abcdefgh", captured(4, 3, "abcdefgh"));
    }

    @Test
    void ofTheRestTheCountIsTold() {
        assertEquals("abcd\n[... 2 bytes cut ...]\nghij", captured(4, 3, "abcdefghij"));
    }

    @Test
    void noLetterIsCutInTwo() {
        assertEquals("éa\n[... 6 bytes cut ...]\nbé", captured(4, 2, "éaéééb" + "é"));
    }

    @Property
    void thePiecesInWhichItArrivesMakeNoDifference(
            @ForAll @IntRange(min = 1, max = 50) int piece, @ForAll @IntRange(min = 0, max = 280) int length) {
        String text = "0123456789äж😀".repeat(20).substring(0, length);

        assertEquals(captured(16, 1, text), captured(16, piece, text));
    }
}
