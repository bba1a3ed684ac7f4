package sacred.app.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.reader.StreamReader;

/** The text of a configuration file: small enough, UTF-8, and without characters that nobody can see. */
final class ConfigText {

    static final int LARGEST_BYTES = 1 << 20;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** A line that begins with something that looks like a blank and is none. */
    private static final Pattern FALSE_INDENT =
            Pattern.compile("(?m)^[ \\t]*([\\u00a0\\u1680\\u2000-\\u200b\\u202f\\u205f\\u3000])");

    private static final Pattern CONFLICT = Pattern.compile("(?m)^(<{7}|>{7}|\\|{7})( .*)?$");

    private ConfigText() {}

    static String read(Path file, Map<String, String> env, Problems problems) throws ConfigException {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST_BYTES + 1);
        } catch (IOException e) {
            throw new ConfigException(
                    List.of("The configuration file " + Shown.printable(file.toString()) + " cannot be read."));
        }
        if (bytes.length > LARGEST_BYTES) {
            throw problems.fatal(new Place(1, 1), "the file is larger than 1 MiB. A configuration is a page of text.");
        }
        String text = decode(bytes, problems);
        String body = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        problems.hide(WrittenKeys.in(body, env));
        check(body, problems);
        return body;
    }

    private static String decode(byte[] bytes, Problems problems) throws ConfigException {
        if (bytes.length > 1
                && (bytes[0] == (byte) 0xff && bytes[1] == (byte) 0xfe
                        || bytes[0] == (byte) 0xfe && bytes[1] == (byte) 0xff)) {
            throw problems.fatal(new Place(1, 1), "the file is UTF-16. Save it as UTF-8.");
        }
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), out, true);
        String text = out.flip().toString();
        if (result.isError()) {
            throw problems.fatal(Place.after(text), "the file is not UTF-8 from here on. Save it as UTF-8.");
        }
        return text;
    }

    private static void checkCharacters(String text, Problems problems) throws ConfigException {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
            if (control || c == BYTE_ORDER_MARK || !StreamReader.isPrintable(c)) {
                String what = c == BYTE_ORDER_MARK ? "a byte order mark" : "a control character";
                throw problems.fatal(
                        Place.after(text.substring(0, i)),
                        "there is " + what + " here (\\u%04x). Remove it.".formatted(c));
            }
        }
    }

    private static void check(String text, Problems problems) throws ConfigException {
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("<!doctype") || start.startsWith("<html")) {
            throw problems.fatal(new Place(1, 1), "this is HTML, not YAML.");
        }
        checkCharacters(text, problems);
        Matcher indent = FALSE_INDENT.matcher(text);
        if (indent.find()) {
            throw problems.fatal(
                    Place.after(text.substring(0, indent.start(1))),
                    "the line begins with a non-breaking space or another invisible character. Use plain spaces.");
        }
        Matcher conflict = CONFLICT.matcher(text);
        if (conflict.find()) {
            throw problems.fatal(Place.after(text.substring(0, conflict.start())), "unresolved git conflict.");
        }
    }
}
