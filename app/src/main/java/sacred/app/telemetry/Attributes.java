package sacred.app.telemetry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The attributes of a span or a resource, in the JSON of OTLP. What is empty is left out. Not thread-safe. */
record Attributes(ArrayNode list) {

    static Attributes of(ObjectNode owner) {
        return new Attributes(owner.putArray("attributes"));
    }

    private ObjectNode value(String key) {
        return list.addObject().put("key", key).putObject("value");
    }

    Attributes text(String key, String text) {
        value(key).put("stringValue", text);
        return this;
    }

    Attributes text(String key, Optional<String> text) {
        text.ifPresent(known -> text(key, known));
        return this;
    }

    Attributes texts(String key, List<String> texts) {
        ArrayNode values = value(key).putObject("arrayValue").putArray("values");
        texts.forEach(text -> values.addObject().put("stringValue", text));
        return this;
    }

    /** Whole numbers are text, as JSON has none of 64 bits. */
    Attributes number(String key, long number) {
        value(key).put("intValue", Long.toString(number));
        return this;
    }

    Attributes number(String key, OptionalLong number) {
        number.ifPresent(known -> number(key, known));
        return this;
    }

    Attributes decimal(String key, double number) {
        value(key).put("doubleValue", number);
        return this;
    }

    Attributes flag(String key, boolean flag) {
        value(key).put("boolValue", flag);
        return this;
    }
}
