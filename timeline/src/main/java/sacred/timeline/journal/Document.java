package sacred.timeline.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import sacred.timeline.Attachment;
import sacred.timeline.Event;
import sacred.timeline.RunningSum;

/**
 * A timeline as one JSON document, for programs that would rather not read records. Its members stay as they are for a {@code
 * version}:
 *
 * <pre>
 * type      "sacred-timeline"
 * version   1
 * timeline  the members of the file's header; null where it cannot be read
 * turns     in order: turn (its number), blocks (their records), end (the record that closes it; null where there is none)
 * totals    turns (that were asked, not commands), usage, cost_usd: the sums of the ends
 * contents  what stands in the attached files that go along, by the hash under which the blocks name them; only where there are any
 * problems  what of the file is not in here and why, one sentence each
 * </pre>
 *
 * Records have the members that they have in a file, without {@code prev} and {@code hash}: these vouch for the bytes of that file.
 * Unknown is null. Pure.
 */
public final class Document {

    static final String TYPE = "sacred-timeline";
    static final int VERSION = 1;

    private Document() {}

    /** What a document holds: a timeline, and contents of attached files by their hashes. */
    public record Whole(Reading reading, Map<String, String> contents) {}

    /** Without contents. */
    public static String of(Reading reading) {
        StringWriter document = new StringWriter();
        try {
            write(reading, Map.of(), document);
        } catch (IOException e) {
            // it writes to memory
            throw new UncheckedIOException(e);
        }
        return document.toString();
    }

    /**
     * Record by record; of what is read, no more is kept than a record.
     *
     * @param contents of attached files, by hash
     */
    public static void write(Reading reading, Map<String, String> contents, Writer document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonFormat.FACTORY.createGenerator(bytes)) {
            // the same line feeds on every system
            out.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            Output output = new Output(out, bytes, document, new Encoder(out));
            write(reading, contents, output);
            out.writeEndObject();
            output.move();
        }
        document.write('\n');
    }

    /** Where a document goes: what is encoded is in memory until it is moved on. */
    private record Output(JsonGenerator json, ByteArrayOutputStream bytes, Writer document, Encoder encoder) {

        void move() throws IOException {
            json.flush();
            document.write(bytes.toString(StandardCharsets.UTF_8));
            bytes.reset();
        }
    }

    /**
     * What a document holds; the inverse of {@link #of}, but for what it only says about its file.
     *
     * @param file where it was read, for messages
     * @throws JournalException when it is none, or a part of it is no record: nothing is left out silently
     */
    public static Whole read(Path file, byte[] document) throws JournalException {
        try {
            Members all = new Members(Json.object(document));
            if (!all.text("type").equals(TYPE) || all.integer("version") != VERSION) {
                throw new Unreadable("it is not a timeline of version " + VERSION);
            }
            Optional<Header> header = all.get("timeline").isPresent()
                    ? Optional.of(Decoder.header(all.members("timeline")))
                    : Optional.empty();
            List<Entry> entries = new ArrayList<>();
            for (Json item : all.items("turns")) {
                Members turn = Members.of(item, "turns");
                for (Json block : turn.items("blocks")) {
                    entries.add(entry(entries, Members.of(block, "blocks")));
                }
                if (turn.get("end").isPresent()) {
                    entries.add(entry(entries, turn.members("end")));
                }
            }
            return new Whole(new Reading(file, header, entries, false, all.texts("problems")), contents(all));
        } catch (Unreadable e) {
            throw new JournalException(file + " cannot be read as an exported timeline: " + e.getMessage() + ".");
        }
    }

    private static Map<String, String> contents(Members all) throws Unreadable {
        if (all.get("contents").isEmpty()) {
            return Map.of();
        }
        Members named = all.members("contents");
        Map<String, String> contents = new LinkedHashMap<>();
        for (String hash : named.object().members().keySet()) {
            String text = named.text(hash);
            if (!Attachment.of(new Attachment.Text("", text)).sha256().equals(hash)) {
                throw new Unreadable("what stands in an attached file is not what its hash says");
            }
            contents.put(hash, text);
        }
        return contents;
    }

    private static Entry entry(List<Entry> before, Members record) throws Unreadable {
        int number = before.size() + 1;
        Entry entry = Decoder.entry(number, record);
        int last = before.isEmpty()
                ? 0
                : ((Entry.Durable) before.getLast()).event().turn();
        return switch (entry) {
            case Entry.Durable durable when durable.event().turn() >= last -> durable;
            case Entry.Durable _ -> throw new Unreadable("record " + number + " is of a turn before the last one");
            case Entry.Foreign foreign ->
                throw new Unreadable("record " + number + " is of an unknown kind, " + foreign.kind());
            case Entry.Damaged damaged -> throw new Unreadable("record " + number + ": " + damaged.reason());
        };
    }

    private static void write(Reading reading, Map<String, String> contents, Output output) throws IOException {
        JsonGenerator out = output.json();
        out.writeStartObject();
        out.writeStringField("type", TYPE);
        out.writeNumberField("version", VERSION);
        out.writeFieldName("timeline");
        if (reading.header().isPresent()) {
            out.writeStartObject();
            output.encoder().header(reading.header().get());
            out.writeEndObject();
        } else {
            out.writeNull();
        }
        out.writeArrayFieldStart("turns");
        turns(reading.entries(), output);
        out.writeEndArray();
        totals(reading, out);
        contents(contents, out);
        out.writeArrayFieldStart("problems");
        for (String problem : reading.problems()) {
            out.writeString(problem);
        }
        out.writeEndArray();
    }

    private static void contents(Map<String, String> contents, JsonGenerator out) throws IOException {
        if (contents.isEmpty()) {
            return;
        }
        out.writeObjectFieldStart("contents");
        for (Map.Entry<String, String> content : contents.entrySet()) {
            out.writeStringField(content.getKey(), content.getValue());
        }
        out.writeEndObject();
    }

    /** A turn begins with the first record that has another number than the one before. */
    private static void turns(List<Entry> entries, Output output) throws IOException {
        OptionalInt open = OptionalInt.empty();
        Optional<Entry.Durable> end = Optional.empty();
        for (Entry entry : entries) {
            if (!(entry instanceof Entry.Durable durable)) {
                continue;
            }
            int turn = durable.event().turn();
            if (!open.equals(OptionalInt.of(turn))) {
                if (open.isPresent()) {
                    endTurn(end, output);
                }
                output.json().writeStartObject();
                output.json().writeNumberField("turn", turn);
                output.json().writeArrayFieldStart("blocks");
                open = OptionalInt.of(turn);
                end = Optional.empty();
            }
            if (durable.event() instanceof Event.Closed) {
                end = Optional.of(durable);
            } else {
                record(durable, output);
            }
        }
        if (open.isPresent()) {
            endTurn(end, output);
        }
    }

    private static void endTurn(Optional<Entry.Durable> end, Output output) throws IOException {
        output.json().writeEndArray();
        output.json().writeFieldName("end");
        if (end.isPresent()) {
            record(end.get(), output);
        } else {
            output.json().writeNull();
        }
        output.json().writeEndObject();
    }

    private static void record(Entry.Durable entry, Output output) throws IOException {
        output.json().writeStartObject();
        output.encoder().event(entry.event(), entry.seq());
        output.json().writeEndObject();
        output.move();
    }

    private static void totals(Reading reading, JsonGenerator out) throws IOException {
        RunningSum sum = new RunningSum();
        for (Event.Closed end : reading.timeline().closings()) {
            sum.add(end.usage(), end.cost());
        }
        CallEncoder figures = new CallEncoder(out);
        out.writeObjectFieldStart("totals");
        out.writeNumberField("turns", reading.timeline().totals().prompts());
        figures.usage(sum.usage());
        figures.cost(sum.cost());
        out.writeEndObject();
    }
}
