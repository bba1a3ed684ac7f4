package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import sacred.timeline.Block;
import sacred.timeline.Event;
import sacred.timeline.RandomEvents;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

class CodecPropertyTest {

    @Property
    void decodingIsTheInverseOfEncoding(@ForAll long seed) throws Exception {
        Event.Durable event = new RandomEvents(seed).durable();

        Entry entry = decoded(Chain.START.next(event).bytes());

        assertEquals(new Entry.Durable(2, 1, event), entry);
    }

    @Property
    void aRecordIsOneLineOfUtf8WithoutAnythingThatActsOnATerminal(@ForAll long seed) throws Exception {
        byte[] bytes = Chain.START.next(new RandomEvents(seed).durable()).bytes();

        String line = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();

        assertTrue(line.endsWith("\"}\n"));
        assertTrue(line.chars()
                .limit(line.length() - 1)
                .noneMatch(c -> c < 0x20 || c >= 0x7F && c <= 0x9F || c == 0x2028 || c == 0x2029));
    }

    @Example
    void theGeneratedEventsContainEveryKindAndEveryNastyText() {
        List<Event.Durable> events = LongStream.range(0, 500)
                .mapToObj(seed -> new RandomEvents(seed).durable())
                .toList();

        Set<String> kinds = events.stream()
                .map(e -> e instanceof Event.Sealed s
                        ? s.block().kind()
                        : e.getClass().getSimpleName())
                .collect(Collectors.toSet());
        String texts = LongStream.range(0, 500)
                .mapToObj(seed -> new RandomEvents(seed).text())
                .collect(Collectors.joining());

        assertEquals(Set.of("Opened", "route", "tool", "format", "error", "Closed"), kinds);
        assertEquals(
                List.of(),
                RandomEvents.NASTY.stream().filter(t -> !texts.contains(t)).toList());
    }

    @Example
    void foreignDocumentsKeepEveryDigitAndComeOntoOneLine() throws Exception {
        assertEquals(
                "{\"a\":[1e5,-0.50,12345678901234567890123]}",
                throughTheFile("{ \"a\" :\n [1e5, -0.50,12345678901234567890123] }"));
        assertEquals("{\"a\":\"\\u007F\\u2028\"}", throughTheFile("{\"a\":\"\u007f\u2028\"}"));
    }

    @Example
    void whatIsNoObjectOrListIsKeptAsAText() throws Exception {
        String deep = "[".repeat(600) + "]".repeat(600);
        for (String document : List.of("", "{\"a\":", "\"text\"", "12", "null", "{} {}", "{\"a\":1,\"a\":2}", deep)) {
            assertEquals(document, throughTheFile(document));
        }
    }

    @Example
    void aDocumentAsDeepAsAllowedCanBeReadAgain() throws Exception {
        String deep = "[".repeat(Json.EMBEDDED_DEPTH) + "]".repeat(Json.EMBEDDED_DEPTH);

        assertTrue(Json.embedded(deep).isPresent());
        assertEquals(deep, throughTheFile(deep));
    }

    @Example
    void aTextOfTwentyOneMillionCharactersCanBeReadAgain() throws Exception {
        String text = "0123456789 ä😀".repeat(1_500_000);

        byte[] bytes = Chain.START.next(Fixture.input(1, text)).bytes();

        assertTrue(text.length() > 20_000_000);
        assertEquals(new Entry.Durable(2, 1, Fixture.input(1, text)), decoded(bytes));
    }

    @Example
    void aPromptThatIsAskedOnceMoreNamesTheTurnThatAskedItFirst() throws Exception {
        Event.Opened again = new Event.Opened(Fixture.input(3, "hi").input().retrying(1));

        String record = open(again);

        assertTrue(record.contains("\"text\":\"hi\",\"retry_of\":1,"), record);
        assertEquals(
                new Entry.Durable(2, 1, again), decoded(Chain.START.next(again).bytes()));
    }

    @Example
    void membersStandInTheOrderOfTheFormat() throws IOException {
        String head = "\"at\":\"2026-11-21T10:42:07.123Z\",\"duration_ms\":312,";
        String id = "\"id\":\"01K00000000000000000000B01\",\"turn\":1,";
        String usage =
                "\"usage\":{\"input\":212,\"output\":38,\"reasoning\":null,\"cache_read\":null,\"cache_write\":null,"
                        + "\"source\":\"reported\",\"flags\":[],\"raw\":{\"eval_count\":38}},\"cost_usd\":\"0.00142\"";

        assertEquals(
                "{\"type\":\"block\",\"seq\":1," + id + "\"kind\":\"input\"," + head + "\"text\":\"hi\",\"prev\":\"\"",
                open(Fixture.input(1, "hi")));
        assertEquals(
                "{\"type\":\"block\",\"seq\":1," + id + "\"kind\":\"route\"," + head + "\"text\":\"direct\","
                                                                                     + "\"route\":{\"source\":\"rules\",\"plan\":\"direct\",\"intent\":\"explain\","
                                                                                     + "\"domains\":{\"CD\":0.95,\"SD\":0.3},\"boundaries\":{\"CD-SD\":{"
                                                                                     + "\"permeability\":0.5,\"status\":\"Maintained\"}},\"tools\":[],\"reason\":\"why\"},\"calls\":[],\"prev\":\"\"",
                open(Fixture.route(1)));
        assertEquals(
                "{\"type\":\"block\",\"seq\":1," + id + "\"kind\":\"tool\"," + head
                        + "\"text\":\"\",\"tools\":[],\"calls\":[],\"prev\":\"\"",
                open(Fixture.tool(1)));
        assertEquals(
                "{\"type\":\"block\",\"seq\":1," + id + "\"kind\":\"format\"," + head + "\"text\":\"yes\","
                        + "\"calls\":[{\"index\":0,\"provider\":\"ollama\",\"model\":\"llama3.1:8b\","
                        + "\"model_answered\":\"llama3.1:8b\",\"role\":\"format\",\"attempt\":1,\"start_ms\":320,"
                        + "\"ttft_ms\":180,\"duration_ms\":2600," + usage + ",\"finish\":\"stop\",\"status\":\"ok\","
                        + "\"cache\":\"miss\",\"error\":null}],\"pace\":[[0,3]],\"prev\":\"\"",
                open(Fixture.format(1, "yes")));
        assertEquals(
                "{\"type\":\"turn\",\"seq\":1,\"id\":\"01K00000000000000000000T01\",\"turn\":1,"
                        + "\"at\":\"2026-11-21T10:42:07.123Z\",\"outcome\":\"ok\",\"duration_ms\":2931," + usage
                        + ",\"prev\":\"\"",
                open(Fixture.closed(1)));
    }

    private static String open(Event.Durable event) throws IOException {
        return new String(Encoder.open(event, 1, ""), StandardCharsets.UTF_8);
    }

    private static String throughTheFile(String document) throws Exception {
        Usage usage = Usage.unknown(Optional.of(document));
        ToolRun run = new ToolRun("t", document, "r", 1, ToolRun.OK, Optional.empty());
        Block.Tool block = new Block.Tool(Fixture.head(1), "", List.of(run), List.of());
        Event.Closed closed = Fixture.closed(1);
        Event.Closed end = new Event.Closed(
                1, closed.id(), closed.at(), closed.outcome(), closed.durationMs(), usage, closed.cost());
        Entry.Durable tool = (Entry.Durable)
                decoded(Chain.START.next(new Event.Sealed(block)).bytes());
        Entry.Durable turn = (Entry.Durable) decoded(Chain.START.next(end).bytes());
        String read = ((Event.Closed) turn.event()).usage().raw().orElseThrow();
        Block.Tool sealed = (Block.Tool) ((Event.Sealed) tool.event()).block();
        assertEquals(read, sealed.tools().getFirst().arguments());
        assertArrayEquals(Encoder.open(end, 1, ""), Encoder.open(((Event.Closed) turn.event()), 1, ""));
        return read;
    }

    private static Entry decoded(byte[] record) throws Exception {
        byte[] line = Arrays.copyOf(record, record.length - 1);
        assertTrue(Chain.check(line).isPresent());
        return Decoder.entry(2, new Members(Json.object(line)));
    }
}
