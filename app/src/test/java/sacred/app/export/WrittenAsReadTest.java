package sacred.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import sacred.app.view.PlainPlayer;
import sacred.timeline.Block;
import sacred.timeline.Contents;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;
import sacred.timeline.Timeline;
import sacred.timeline.Totals;
import sacred.timeline.Usage;
import sacred.timeline.journal.Document;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Reading;

/** Who writes a long timeline has written what was read before it reads on, so that it may be larger than memory. */
class WrittenAsReadTest {

    private static final int TURNS = 500;
    /** A prompt and an end for each of them. */
    private static final int ENTRIES = 2 * TURNS;

    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final Pattern PROMPT = Pattern.compile("prompt-(\\d+)\\.");

    /** The turn that was written last. */
    private int written;

    private int read;
    private int behind;

    private final Writer document = new Writer() {
        @Override
        public void write(char[] text, int from, int length) {
            Matcher prompt = PROMPT.matcher(new String(text, from, length));
            while (prompt.find()) {
                written = Math.max(written, Integer.parseInt(prompt.group(1)));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void aPageIs() throws IOException {
        HtmlExport.write(reading(), ZoneOffset.UTC, Contents.NONE, document);

        assertAllWrittenAsRead();
    }

    @Test
    void aJsonDocumentIs() throws IOException {
        Document.write(reading(), Map.of(), document);

        assertAllWrittenAsRead();
    }

    @Test
    void aMarkdownDocumentIs() throws IOException {
        MarkdownExport.write(Optional.empty(), reading().timeline(), ZoneOffset.UTC, Contents.NONE, document);

        assertAllWrittenAsRead();
    }

    @Test
    void linesAre() throws InterruptedException {
        new PlainPlayer(ZoneOffset.UTC, Double.POSITIVE_INFINITY, (Duration _) -> {}, this::say)
                .play(reading().entries());

        assertAllWrittenAsRead();
    }

    private void say(String text) {
        try {
            document.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertAllWrittenAsRead() {
        assertEquals(TURNS, read);
        assertEquals(TURNS, written);
        assertTrue(behind <= 1, behind + " turns were read and not written");
    }

    /** Of which nothing is in memory. */
    private Reading reading() {
        List<Entry> entries = new AbstractList<>() {
            @Override
            public Entry get(int index) {
                int turn = index / 2 + 1;
                Event.Durable event = index % 2 == 0 ? new Event.Opened(prompt(turn)) : end(turn);
                return new Entry.Durable(index + 2, index + 1, event);
            }

            @Override
            public int size() {
                return ENTRIES;
            }
        };
        Sequence<Block> blocks = Sequence.of(new Stored<>(Kind.INPUT) {
            @Override
            public Block get(int index) {
                return prompt(index + 1);
            }
        });
        Sequence<Event.Closed> ends = Sequence.of(new Stored<>(Kind.CLOSED) {
            @Override
            public Event.Closed get(int index) {
                return end(index + 1);
            }
        });
        Timeline timeline = new Timeline(blocks, ends, Optional.empty(), Totals.NONE);
        return new Reading(
                Path.of("long.jsonl"),
                Optional.empty(),
                entries,
                false,
                List.of(),
                timeline,
                List.of(),
                Optional.empty());
    }

    private Block.Input prompt(int turn) {
        read = Math.max(read, turn);
        behind = Math.max(behind, turn - 1 - written);
        return new Block.Input(new Block.Head("id" + turn, turn, NOW, 0), "prompt-" + turn + ".");
    }

    private static Event.Closed end(int turn) {
        return new Event.Closed(
                turn, "end" + turn, NOW, Event.Outcome.OK, OptionalLong.of(1), Usage.NONE, Cost.NOTHING);
    }

    /** One element a turn. */
    private abstract static class Stored<T> implements Sequence.Store<T> {
        private final Kind kind;

        Stored(Kind kind) {
            this.kind = kind;
        }

        @Override
        public int size() {
            return TURNS;
        }

        @Override
        public int turn(int index) {
            return index + 1;
        }

        @Override
        public Kind kind(int index) {
            return kind;
        }

        @Override
        public boolean ascending() {
            return true;
        }
    }
}
