package sacred.app.intake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A {@code conversations.json} of an OpenAI chat export, read conversation by conversation: of a file of any size no more than one is in
 * memory, and one of more than {@link #MOST_BYTES} is refused. Blocks for the disk.
 */
public final class ChatExport {

    /** Of one conversation, as it stands in the file. */
    public static final long MOST_BYTES = 16L * 1024 * 1024;

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private final Path file;
    private final Instant now;

    private ChatExport(Path file, Instant now) {
        this.file = file;
        this.now = now;
    }

    /** Who gets the conversations, one after the other, in the order of the file. */
    @FunctionalInterface
    public interface Conversations {
        /** @param number from 1 */
        void take(int number, ChatConversation conversation) throws IOException;
    }

    /** Who is told of a conversation that makes no sense; the others still are read. */
    @FunctionalInterface
    public interface Refused {
        void take(int number, Unreadable why);
    }

    /** Whether the first thing in the list has a mapping of messages. */
    public static boolean recognises(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(new Bounded(in))) {
            if (parser.nextToken() != JsonToken.START_ARRAY || parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("mapping")) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (JsonProcessingException | TooLarge e) {
            return false;
        }
    }

    /**
     * Looks at the whole file before anything is made of it, so that one that was cut in the middle begins nothing.
     *
     * @param now the time of what has none at all
     * @throws Unreadable when it is no list of objects, or one of them is too large
     */
    public static ChatExport of(Path file, Instant now) throws Unreadable, IOException {
        ChatExport export = new ChatExport(file, now);
        export.each((_, parser) -> parser.skipChildren());
        return export;
    }

    /** @throws Unreadable when the file is another one now, or one of its texts is larger than can be read */
    public void read(Conversations conversations, Refused refused) throws Unreadable, IOException {
        each((number, parser) -> {
            try {
                conversations.take(number, ChatConversation.of(JSON.readTree(parser), now));
            } catch (Unreadable e) {
                refused.take(number, e);
            }
        });
    }

    /** What is done with a conversation at whose beginning the parser stands; leaves it at its end. */
    private interface Step {
        void at(int number, JsonParser parser) throws IOException;
    }

    private void each(Step step) throws Unreadable, IOException {
        int number = 0;
        try (Bounded in = new Bounded(Files.newInputStream(file));
                JsonParser parser = JSON.createParser(in)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new Unreadable("it is no list");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                number++;
                if (parser.currentToken() != JsonToken.START_OBJECT) {
                    throw new Unreadable("conversation " + number + " is no object");
                }
                in.left = MOST_BYTES;
                step.at(number, parser);
            }
        } catch (TooLarge e) {
            throw new Unreadable("conversation " + number + " is larger than " + MOST_BYTES / (1024 * 1024) + " MB");
        } catch (StreamConstraintsException e) {
            throw new Unreadable("conversation " + number + " holds a text or a number that is too large to be read,"
                    + " or is nested too deeply");
        } catch (JsonProcessingException e) {
            // its own words would quote the file
            throw new Unreadable("it is no JSON"
                    + (e.getLocation() == null
                            ? ""
                            : " from line " + e.getLocation().getLineNr() + ", column "
                                    + e.getLocation().getColumnNr() + " on"));
        }
    }

    /** Bytes that end with an error rather than fill the memory. */
    private static final class Bounded extends FilterInputStream {
        private long left = MOST_BYTES;

        Bounded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            left -= Math.max(0, read);
            if (left < 0) {
                throw new TooLarge();
            }
            return read;
        }
    }

    private static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;
    }
}
