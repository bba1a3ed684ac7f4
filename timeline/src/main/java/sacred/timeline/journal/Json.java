package sacred.timeline.journal;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A JSON value as it stands in a timeline file. Numbers keep the digits they were written with. */
sealed interface Json {

    /** Levels of a record. */
    int DEPTH = 1000;
    /** Levels of a foreign document inside a record: far below, so that whatever was written can be read again. */
    int EMBEDDED_DEPTH = 500;

    record Obj(Map<String, Json> members) implements Json {}

    record Arr(List<Json> items) implements Json {}

    record Str(String value) implements Json {}

    record Num(String digits) implements Json {}

    record Bool(boolean value) implements Json {}

    record Null() implements Json {}

    /** Reads a line: exactly one object. */
    static Obj object(byte[] line) throws Unreadable {
        return object(line, 0, line.length);
    }

    /** As {@link #object(byte[])}, of a part of an array. */
    static Obj object(byte[] bytes, int from, int length) throws Unreadable {
        try (JsonParser in = JsonFormat.FACTORY.createParser(bytes, from, length)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable("it is not a JSON object");
            }
            Obj object = (Obj) value(in, DEPTH);
            if (in.nextToken() != null) {
                throw new Unreadable("it holds more than one JSON value");
            }
            return object;
        } catch (IOException e) {
            // The parser's own message quotes the line.
            throw new Unreadable("it is not a JSON object");
        }
    }

    /** Somebody else's object or array, to be embedded in a record; empty when the text is nothing of the kind. */
    static Optional<Json> embedded(String text) {
        try (JsonParser in = JsonFormat.FACTORY.createParser(text)) {
            JsonToken first = in.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                return Optional.empty();
            }
            Json value = value(in, EMBEDDED_DEPTH);
            return in.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (IOException | Unreadable e) {
            return Optional.empty();
        }
    }

    private static Json value(JsonParser in, int depth) throws IOException, Unreadable {
        if (depth == 0) {
            throw new Unreadable("it is nested too deeply");
        }
        return switch (in.currentToken()) {
            case START_OBJECT -> {
                Map<String, Json> members = new LinkedHashMap<>();
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String name = in.currentName();
                    in.nextToken();
                    members.put(name, value(in, depth - 1));
                }
                yield new Obj(members);
            }
            case START_ARRAY -> {
                List<Json> items = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(in, depth - 1));
                }
                yield new Arr(items);
            }
            case VALUE_STRING -> new Str(in.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Num(in.getText());
            case VALUE_TRUE, VALUE_FALSE -> new Bool(in.getBooleanValue());
            case VALUE_NULL -> new Null();
            default -> throw new Unreadable("it is not a JSON object");
        };
    }

    default void write(JsonGenerator out) throws IOException {
        switch (this) {
            case Obj o -> {
                out.writeStartObject();
                for (Map.Entry<String, Json> member : o.members.entrySet()) {
                    out.writeFieldName(member.getKey());
                    member.getValue().write(out);
                }
                out.writeEndObject();
            }
            case Arr a -> {
                out.writeStartArray();
                for (Json item : a.items) {
                    item.write(out);
                }
                out.writeEndArray();
            }
            case Str s -> out.writeString(s.value);
            case Num n -> out.writeNumber(n.digits);
            case Bool b -> out.writeBoolean(b.value);
            case Null _ -> out.writeNull();
        }
    }

    /** One line of JSON without blanks, escaped as in the file. */
    default String text() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JsonFormat.FACTORY.createGenerator(bytes)) {
            write(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
