package sacred.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.timeline.ErrorKind;

class SseDecoderTest {

    private static final String STREAM = "\uFEFF: hello\n\n"
            + "event: a\n"
            + "data: 你好 🌍 é\n\n"
            + "data:x\n"
            + "id: 7\n"
            + "data: y\n"
            + "retry: one thousand\n\n"
            + "nonsense\n"
            + " data: not a field\n"
            + "data\n\n"
            + "event: nobody\n\n"
            + "error: {\"code\":400}\n\n"
            + "data: [DONE]\n\n"
            + "data: [DONE]\n\n";
    private static final List<Event> EVENTS = List.of(
            new Event("a", "你好 🌍 é"),
            new Event("", "x\ny"),
            new Event("", ""),
            new Event("error", "{\"code\":400}"),
            new Event("", "[DONE]"),
            new Event("", "[DONE]"));

    @Provide
    Arbitrary<String> lineEnds() {
        return Arbitraries.of("\n", "\r\n", "\r");
    }

    @Property
    void anySplitOfTheBytesGivesTheSameEvents(
            @ForAll("lineEnds") String lineEnd,
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> lengths)
            throws WireException {
        byte[] bytes = STREAM.replace("\n", lineEnd).getBytes(UTF_8);

        List<Event> events = Pieces.decode(new SseDecoder(), Pieces.cut(bytes, lengths));

        assertEquals(EVENTS, events);
    }

    @Property
    void mixedLineEndsAreLineEnds(@ForAll @Size(min = 3, max = 30) List<@IntRange(min = 0, max = 2) Integer> ends)
            throws WireException {
        StringBuilder stream = new StringBuilder();
        int next = 0;
        for (char c : STREAM.toCharArray()) {
            // a lone CR before a line feed would be one line end with it, so runs keep one kind
            boolean run = c == '\n' && stream.length() > 0 && (stream.charAt(stream.length() - 1) == '\r');
            stream.append(
                    c != '\n'
                            ? String.valueOf(c)
                            : List.of("\n", "\r\n", "\r").get(run ? 1 : ends.get(next++ % ends.size())));
        }

        List<Event> events =
                Pieces.decode(new SseDecoder(), List.of(stream.toString().getBytes(UTF_8)));

        assertEquals(EVENTS, events);
    }

    @Test
    void anEventThatTheEndFindsOpenIsPassedOn() throws WireException {
        List<Event> events = Pieces.decode(new SseDecoder(), List.of("data: a\n\ndata: [DONE]".getBytes(UTF_8)));

        assertEquals(List.of(new Event("", "a"), new Event("", "[DONE]")), events);
    }

    @Test
    void bytesThatAreNoUtf8BecomeReplacementCharacters() throws WireException {
        byte[] bytes = {'d', 'a', 't', 'a', ':', 'c', (byte) 0xC3, '\n', '\n'};

        List<Event> events = Pieces.decode(new SseDecoder(), List.of(bytes));

        assertEquals(List.of(new Event("", "c\uFFFD")), events);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data: "})
    void aLineWithoutEndIsGivenUpAtSixteenMebibytes(String beginning) throws WireException {
        SseDecoder decoder = new SseDecoder();
        byte[] mebibyte = "x".repeat(1 << 20).getBytes(UTF_8);
        decoder.bytes(beginning.getBytes(UTF_8), event -> {});
        for (int i = 0; i < 15; i++) {
            decoder.bytes(mebibyte, event -> {});
        }

        WireException e = assertThrows(WireException.class, () -> {
            decoder.bytes(mebibyte, event -> {});
            decoder.bytes(mebibyte, event -> {});
        });

        assertEquals(ErrorKind.INTERRUPTED, e.failure().kind());
    }

    @Test
    void anEventOfManyLinesIsGivenUpAtSixteenMebibytes() {
        SseDecoder decoder = new SseDecoder();
        byte[] line = ("data: " + "x".repeat(1 << 20) + "\n").getBytes(UTF_8);

        WireException e = assertThrows(WireException.class, () -> {
            for (int i = 0; i < 17; i++) {
                decoder.bytes(line, event -> {});
            }
        });

        assertEquals(ErrorKind.INTERRUPTED, e.failure().kind());
    }
}
