package sacred.timeline.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Boundary;
import sacred.timeline.Compaction;
import sacred.timeline.Event;
import sacred.timeline.Routing;
import sacred.timeline.Usage;

/** Durable events to records, without the hash that closes them: members in the order of the format, one line, UTF-8. */
final class Encoder {

    /** Always three digits, so that times sort as text. */
    private static final DateTimeFormatter INSTANT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final JsonGenerator out;
    private final CallEncoder calls;

    Encoder(JsonGenerator out) {
        this.out = out;
        this.calls = new CallEncoder(out);
    }

    static String instant(Instant at) {
        return INSTANT.format(at);
    }

    static byte[] open(Header header) throws IOException {
        return open(e -> e.header(header));
    }

    /** @param bytes of the file before that belong to the timeline */
    static byte[] segment(String timeline, int number, int after, long bytes, String reason, String prev)
            throws IOException {
        return open(e -> {
            e.text("type", Segment.TYPE);
            e.out.writeNumberField("format", Header.FORMAT);
            e.text("id", timeline);
            e.out.writeNumberField("segment", number);
            e.out.writeNumberField("after", after);
            e.out.writeNumberField("bytes", bytes);
            e.text("reason", reason);
            e.text("prev", prev);
        });
    }

    static byte[] partial(Partial partial, String prev) throws IOException {
        return open(e -> {
            e.text("type", Partial.TYPE);
            e.out.writeNumberField("format", Header.FORMAT);
            e.out.writeNumberField("turn", partial.turn());
            e.text("stage", partial.stage().wire());
            e.text("at", instant(partial.at()));
            e.text("text", partial.text());
            e.text("reasoning", partial.reasoning());
            e.text("prev", prev);
        });
    }

    static byte[] open(Event.Durable event, long seq, String prev) throws IOException {
        return open(e -> {
            e.event(event, seq);
            e.text("prev", prev);
        });
    }

    private interface Part {
        void write(Encoder encoder) throws IOException;
    }

    private static byte[] open(Part part) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonFormat.FACTORY.createGenerator(bytes)) {
            out.writeStartObject();
            part.write(new Encoder(out));
        }
        return bytes.toByteArray();
    }

    /** The members of a header, into an object that is open. */
    void header(Header header) throws IOException {
        text("type", "timeline");
        out.writeNumberField("format", header.format());
        text("id", header.id());
        text("created_at", instant(header.createdAt()));
        text("app", header.app());
        if (header.parent().isPresent()) {
            out.writeObjectFieldStart("parent");
            text("id", header.parent().get().id());
            out.writeNumberField("turn", header.parent().get().turn());
            out.writeEndObject();
        }
        if (header.repaired().isPresent()) {
            out.writeObjectFieldStart("repaired");
            out.writeArrayFieldStart("incomplete_turns");
            for (int turn : header.repaired().get().incompleteTurns()) {
                out.writeNumber(turn);
            }
            out.writeEndArray();
            out.writeEndObject();
        }
    }

    /** The members of a record but for those that chain it, into an object that is open. */
    void event(Event.Durable event, long seq) throws IOException {
        switch (event) {
            case Event.Opened opened -> block(opened.input(), seq);
            case Event.Sealed sealed -> block(sealed.block(), seq);
            case Event.Closed closed -> turn(closed, seq);
        }
    }

    private void block(Block block, long seq) throws IOException {
        Block.Head head = block.head();
        text("type", "block");
        out.writeNumberField("seq", seq);
        text("id", head.id());
        out.writeNumberField("turn", head.turn());
        text("kind", block.kind());
        text("at", instant(head.at()));
        calls.number("duration_ms", head.durationMs());
        text("text", block.text());
        if (!head.notes().isEmpty()) {
            texts("notes", head.notes());
        }
        if (head.logicalModel().isPresent()) {
            text("logical_model", head.logicalModel().get());
        }
        switch (block) {
            case Block.Input b -> input(b);
            case Block.Route b -> {
                routing(b.routing());
                calls.calls(b.calls());
            }
            case Block.Tool b -> {
                calls.tools(b.tools());
                calls.calls(b.calls());
            }
            case Block.Format b -> {
                calls.calls(b.calls());
                calls.pace(b.pace());
                if (b.compaction().isPresent()) {
                    compaction(b.compaction().get());
                }
            }
            case Block.Error b -> error(b);
        }
    }

    private void input(Block.Input input) throws IOException {
        if (input.retryOf().isPresent()) {
            out.writeNumberField("retry_of", input.retryOf().getAsInt());
        }
        if (!input.attachments().isEmpty()) {
            attachments(input.attachments());
        }
        // last, where a quick scan looks for it
        if (input.command()) {
            out.writeBooleanField("command", true);
        }
    }

    private void turn(Event.Closed closed, long seq) throws IOException {
        text("type", "turn");
        out.writeNumberField("seq", seq);
        text("id", closed.id());
        out.writeNumberField("turn", closed.turn());
        text("at", instant(closed.at()));
        text("outcome", closed.outcome().wire());
        calls.number("duration_ms", closed.durationMs());
        calls.usage(closed.usage());
        calls.cost(closed.cost());
    }

    private void routing(Routing routing) throws IOException {
        out.writeObjectFieldStart("route");
        text("source", routing.source().wire());
        text("plan", routing.plan());
        text("intent", routing.intent());
        out.writeObjectFieldStart("domains");
        for (Map.Entry<String, Double> domain : routing.domains().entrySet()) {
            share(domain.getKey(), domain.getValue());
        }
        out.writeEndObject();
        if (!routing.boundaries().isEmpty()) {
            boundaries(routing.boundaries());
        }
        texts("tools", routing.tools());
        text("reason", routing.reason());
        if (routing.difficulty().isPresent()) {
            text("difficulty", routing.difficulty().get().wire());
        }
        if (routing.effect().isPresent()) {
            effect(routing.effect().get());
        }
        if (routing.decidedAt().isPresent()) {
            text("decided_at", instant(routing.decidedAt().get()));
        }
        out.writeEndObject();
    }

    private void boundaries(List<Boundary> boundaries) throws IOException {
        out.writeObjectFieldStart("boundaries");
        for (Boundary boundary : boundaries) {
            out.writeObjectFieldStart(boundary.between());
            share("permeability", boundary.permeability());
            text("status", boundary.status().wire());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    private void effect(Routing.Effect effect) throws IOException {
        text("framing", effect.framing());
        if (effect.answerer().isPresent()) {
            Routing.Answerer answerer = effect.answerer().get();
            out.writeObjectFieldStart("answerer");
            text("provider", answerer.model().provider());
            text("model", answerer.model().model());
            text("why", answerer.why());
            out.writeEndObject();
        }
    }

    /** JSON has no words for what is not a number. */
    private void share(String name, double value) throws IOException {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is not a number.");
        }
        out.writeNumberField(name, value);
    }

    private void texts(String name, List<String> values) throws IOException {
        out.writeArrayFieldStart(name);
        for (String value : values) {
            out.writeString(value);
        }
        out.writeEndArray();
    }

    private void attachments(List<Attachment> attachments) throws IOException {
        out.writeArrayFieldStart("attachments");
        for (Attachment attachment : attachments) {
            out.writeStartObject();
            text("name", attachment.name());
            text("sha256", attachment.sha256());
            out.writeNumberField("bytes", attachment.bytes());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private void compaction(Compaction compaction) throws IOException {
        out.writeObjectFieldStart("compact");
        out.writeNumberField("from", compaction.from());
        out.writeNumberField("to", compaction.to());
        text("prompt", compaction.prompt());
        if (compaction.savedTokens().isPresent()) {
            out.writeNumberField("tokens_saved", compaction.savedTokens().getAsLong());
            text("tokens_source", Usage.Source.ESTIMATED.wire());
        }
        out.writeEndObject();
    }

    private void error(Block.Error block) throws IOException {
        out.writeObjectFieldStart("error");
        text("stage", block.stage().wire());
        text("kind", block.error().wire());
        out.writeBooleanField("retryable", block.retryable());
        text("partial", block.partial());
        out.writeEndObject();
        if (!block.tools().isEmpty()) {
            calls.tools(block.tools());
        }
        calls.calls(block.calls());
        if (!block.pace().isEmpty()) {
            calls.pace(block.pace());
        }
    }

    /** A null would be written without complaint and could not be read again. */
    private void text(String name, String value) throws IOException {
        out.writeStringField(name, Objects.requireNonNull(value, name));
    }
}
