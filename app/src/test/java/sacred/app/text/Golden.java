package sacred.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as text in a file that is reviewed: the rows between bars, then one letter a column for how it looks. Run with {@code
 * -Dgolden=update} to write the files anew; a file that is missing fails.
 */
public final class Golden {

    private static final Path SCREENS = Path.of("src/test/screens");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private Golden() {}

    /** Compares with {@code src/test/screens/<name>.txt}. */
    public static void check(String name, List<Row> rows) {
        compare(name, shown(rows));
    }

    /** The same without the styles: for screens so large that nobody would review the letters. */
    public static void checkText(String name, List<Row> rows) {
        StringBuilder out = new StringBuilder();
        rows.forEach(row -> out.append('|').append(row.text().stripTrailing()).append('\n'));
        compare(name, out.toString());
    }

    /** Compares any text with {@code src/test/screens/<name>.txt}. */
    public static void compare(String name, String shown) {
        Path file = SCREENS.resolve(name + ".txt");
        try {
            if ("update".equals(System.getProperty("golden"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, shown);
            }
            assertTrue(Files.exists(file), file + " is missing; -Dgolden=update writes it");
            assertEquals(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), shown, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows, a grid of their styles and what its letters mean; plain text is a dot. */
    public static String shown(List<Row> rows) {
        StringBuilder out = new StringBuilder();
        rows.forEach(row -> out.append('|').append(row.text()).append("|\n"));
        Map<Style, Character> legend = new LinkedHashMap<>();
        legend.put(Style.TEXT, '.');
        out.append('\n');
        for (Row row : rows) {
            out.append('|');
            row.spans().forEach(s -> out.repeat(letter(legend, s.style()), s.width()));
            out.append("|\n");
        }
        out.append('\n');
        legend.forEach((style, letter) ->
                out.append(letter).append(' ').append(words(style)).append('\n'));
        return out.toString();
    }

    private static char letter(Map<Style, Character> legend, Style style) {
        return legend.computeIfAbsent(style, s -> LETTERS.charAt(legend.size() - 1));
    }

    private static String words(Style style) {
        return style.tone()
                + (style.bold() ? " bold" : "")
                + (style.italic() ? " italic" : "")
                + (style.underline() ? " underline" : "")
                + (style.strike() ? " strike" : "");
    }
}
