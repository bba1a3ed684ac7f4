package sacred.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class NdjsonDecoderTest {

    @Property
    void anySplitOfTheBytesGivesTheSameLines(
            @ForAll @Size(min = 1, max = 20) List<@IntRange(min = 1, max = 9) Integer> lengths, @ForAll boolean crlf)
            throws WireException {
        String lines = "{\"a\":\"你好 🌍\"}\n\n: comment\n{\"b\":1}\n   \n{\"half";
        byte[] bytes = lines.replace("\n", crlf ? "\r\n" : "\n").getBytes(UTF_8);

        List<String> data = Pieces.decode(new NdjsonDecoder(), Pieces.cut(bytes, lengths)).stream()
                .map(event -> event.data().strip())
                .toList();

        assertEquals(List.of("{\"a\":\"你好 🌍\"}", "{\"b\":1}", "{\"half"), data);
    }

    @Test
    void anObjectOverManyLinesIsOneEvent() throws WireException {
        List<Event> events = Pieces.decode(new NdjsonDecoder(), List.of("{\n  \"a\":\n\n  1\n}\n".getBytes(UTF_8)));

        assertEquals(1, events.size());
        assertEquals(
                "{\"a\":1}", Json.read(events.getFirst().data()).orElseThrow().toString());
    }
}
