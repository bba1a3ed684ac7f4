package sacred.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class ShellWordTest {

    @Test
    void aPlainPathStaysAsItIs() {
        assertEquals("/srv/talk-1.jsonl", ShellWord.of(Path.of("/srv/talk-1.jsonl")));
    }

    @Property(tries = 20)
    void aShellReadsOneWordThatIsThePath(
            @ForAll @StringLength(min = 1, max = 12) @CharRange(from = ' ', to = '~') String name) throws Exception {
        Path path = Path.of("/x", name);
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s\\n' " + ShellWord.of(path)).start();

        assertEquals(List.of(path.toString()), shell.inputReader().lines().toList());
    }
}
