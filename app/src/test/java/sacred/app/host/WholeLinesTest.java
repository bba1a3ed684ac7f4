package sacred.app.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeLinesTest {

    private final List<String> pieces = new ArrayList<>();

    @Test
    void aLongTextComesInPiecesOfWholeLines() throws IOException {
        StringBuilder text = new StringBuilder();
        try (WholeLines lines = new WholeLines(pieces::add)) {
            for (int i = 0; i < 200_000; i++) {
                String some = i + (i % 3 == 0 ? " of a line\n" : " and ");
                text.append(some);
                lines.write(some);
            }
        }

        assertEquals(text.toString(), String.join("", pieces));
        assertTrue(pieces.size() > 5, pieces.size() + " pieces");
        pieces.subList(0, pieces.size() - 1).forEach(piece -> assertTrue(piece.endsWith("\n"), piece));
    }

    @Test
    void aLineIsNeverCutHoweverLongItIs() throws IOException {
        String line = "long ".repeat(200_000);
        try (WholeLines lines = new WholeLines(pieces::add)) {
            lines.write(line);
            lines.flush();
            assertEquals(List.of(), pieces);
            lines.write("\nnext");
        }

        assertEquals(List.of(line + "\n", "next"), pieces);
    }
}
