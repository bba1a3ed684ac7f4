package sacred.app.term;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.app.text.Frame;
import sacred.app.text.Golden;
import sacred.app.text.Markdown;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Style;
import sacred.app.text.Theme;
import sacred.app.text.Tone;

/** What each theme sends to a terminal for each tone and for an answer, as files that are reviewed. */
class ThemesTest {

    private static final String ANSWER =
            "# Heading\n\n**bold** *italic* ~~gone~~ `code` [link](https://example.org)\n\n"
                    + "```java\nint best = max(\"a\", 42); // why\n```\n\n> quoted";

    @ParameterizedTest
    @CsvSource({"AUTO,SIXTEEN", "DARK,TRUE", "DARK,INDEXED", "LIGHT,TRUE", "LIGHT,SIXTEEN", "MONO,TRUE"})
    void aThemeSendsTheseColours(Theme theme, Colors colors) {
        List<Row> rows = new ArrayList<>();
        for (Tone tone : Tone.values()) {
            rows.add(Row.of(tone.name(), Style.of(tone)));
        }
        rows.addAll(Markdown.rows(ANSWER, 60));
        Size size = new Size(60, rows.size());

        byte[] bytes = new Canvas(size, colors).draw(new Frame(rows, 0, 0, theme));

        String shown = new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("\u001b\\[[0-9;]*H", "\n$0")
                .replace("\u001b", "␛")
                .strip();
        Golden.compare(
                "theme/" + theme.word() + "-" + colors.name().toLowerCase(Locale.ROOT), shown.stripTrailing() + "\n");
    }
}
