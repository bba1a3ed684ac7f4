package sacred.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDecoderTest {

    @ParameterizedTest
    @CsvSource({"false, true", "true, false"})
    void anObjectIsADocumentWhereAStreamOfEventsIsExpectedAndALineWhereLinesAre(boolean ndjson, boolean whole)
            throws WireException {
        BodyDecoder decoder = new BodyDecoder(ndjson);

        List<Event> events = Pieces.decode(decoder, List.of(" \r\n{\"a\":1}\n".getBytes(UTF_8)));

        assertEquals("{\"a\":1}", events.getFirst().data().strip());
        assertEquals(1, events.size());
        assertEquals(whole, decoder.whole());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html>", "\n\n<html>", "\uFEFF<html>"})
    void aPageIsRefusedWithAWordAboutTheAddress(String page) {
        for (boolean ndjson : new boolean[] {true, false}) {
            WireException e = assertThrows(
                    WireException.class, () -> new BodyDecoder(ndjson).bytes(page.getBytes(UTF_8), event -> {}));

            assertTrue(e.failure().what().contains("HTML"), e.failure().what());
            assertTrue(e.failure().advice().contains("base_url"), e.failure().advice());
        }
    }

    @Property
    void aByteOrderMarkMayArriveInPieces(
            @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 4) Integer> lengths) throws WireException {
        for (String body : List.of("\uFEFF{\"a\":1}", "\uFEFFdata: {\"a\":1}\n\n")) {
            List<Event> events = Pieces.decode(new BodyDecoder(false), Pieces.cut(body.getBytes(UTF_8), lengths));

            assertEquals(List.of(new Event("", "{\"a\":1}")), events);
        }
    }

    @Test
    void whiteSpaceIsNotKeptHoweverMuchOfItComes() throws WireException {
        BodyDecoder decoder = new BodyDecoder(false);
        byte[] blanks = "\n".repeat(1024).getBytes(UTF_8);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = thread.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 5_000; i++) {
            decoder.bytes(blanks, event -> {});
        }
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertTrue(allocated < 5_000L * blanks.length, allocated + " bytes");
        List<Event> events = Pieces.decode(decoder, List.of("data: {\"a\":1}\n\n".getBytes(UTF_8)));
        assertEquals(List.of(new Event("", "{\"a\":1}")), events);
    }

    @Test
    void halfAMarkIsText() throws WireException {
        byte[] half = {(byte) 0xEF, (byte) 0xBB};
        for (int cut = 1; cut <= 2; cut++) {
            BodyDecoder decoder = new BodyDecoder(false);
            List<byte[]> pieces = List.of(Arrays.copyOf(half, cut), ":\ndata: x\n\n".getBytes(UTF_8));

            assertEquals(List.of(new Event("", "x")), Pieces.decode(decoder, pieces));
        }
    }

    @Test
    void whiteSpaceAloneIsNothing() throws WireException {
        BodyDecoder decoder = new BodyDecoder(false);

        List<Event> events = Pieces.decode(decoder, List.of("\uFEFF \r\n\r\n".getBytes(UTF_8)));

        assertTrue(decoder.blank());
        assertEquals(List.of(), events);
    }
}
