package sacred.providers;

import java.util.Objects;

/**
 * The form of an answer that has to be one JSON object. Servers that know schemas hold their models to it, more or less;
 * whoever asks checks the answer all the same.
 *
 * @param name letters, digits, {@code _} and {@code -}
 * @param json a JSON schema of type object, in the part of the language that every server knows: all members required, none
 *     beside them, no ranges
 */
public record AnswerSchema(String name, String json) {
    public AnswerSchema {
        Objects.requireNonNull(name);
        Objects.requireNonNull(json);
    }
}
