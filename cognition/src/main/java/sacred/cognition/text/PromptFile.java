package sacred.cognition.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A prompt that is a file with {@code {{placeholders}}}, each of which has to be given. Any thread. */
public final class PromptFile {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    private PromptFile() {}

    /**
     * The prompt with its placeholders filled; values are inserted as they are and not read again.
     *
     * @param beside the class whose package the file is in
     */
    public static String fill(Class<?> beside, String name, Map<String, String> values) {
        return PLACEHOLDER.matcher(read(beside, name)).replaceAll(match -> {
            String value = values.get(match.group(1));
            if (value == null) {
                throw new IllegalArgumentException(name + " wants {{" + match.group(1) + "}}");
            }
            return Matcher.quoteReplacement(value);
        });
    }

    private static String read(Class<?> beside, String name) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
