package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    private static final List<String> FILES =
            List.of("README.md", "src/", "src/Main.java", "my notes.txt", "old\\new", "~/x");

    private static final Completion COMPLETION = new Completion(
            List.of(
                    new Candidate("help", "these commands", true),
                    new Candidate("model", "switch", true),
                    new Candidate("mouse", "on or off", true),
                    new Candidate("timelines", "", true)),
            command -> command.equals("model")
                    ? List.of(Candidate.of("ollama:llama3.1:8b"), Candidate.of("groq:llama"), Candidate.of("openai:x"))
                    : List.of(),
            path -> FILES.stream()
                    .filter(f -> f.lastIndexOf('/', f.length() - 2) == path.lastIndexOf('/'))
                    .filter(f -> f.startsWith(path.substring(0, path.lastIndexOf('/') + 1)))
                    .toList());

    private static List<String> offered(String text) {
        int caret = text.indexOf('|');
        Completion.Offer offer = COMPLETION.of(text.replace("|", ""), caret < 0 ? text.length() : caret);
        return offer.candidates().stream().map(Candidate::text).toList();
    }

    @Test
    void aSlashAtTheStartOffersTheCommandsInTheirOrder() {
        assertEquals(List.of("/help", "/model", "/mouse", "/timelines"), offered("/"));
        assertEquals("switch", COMPLETION.of("/mod", 4).candidates().getFirst().help());
    }

    @Test
    void aPrefixComesBeforeAPartAndAPartBeforeLettersInOrder() {
        assertEquals(List.of("/model", "/mouse"), offered("/mo"));
        assertEquals(List.of("/model", "/mouse", "/timelines"), offered("/M"));
        assertEquals(List.of("groq:llama", "ollama:llama3.1:8b"), offered("/model llama"));
        assertEquals(List.of("ollama:llama3.1:8b"), offered("/model ol8b"));
    }

    @ParameterizedTest
    @CsvSource({"a /mo", "//mo", "' /mo'", "'/mo\nmo'", "text", "'|/mo'", "mail me@READ", "/help x"})
    void elsewhereNothingIsOffered(String text) {
        assertEquals(List.of(), offered(text));
    }

    @Test
    void wordsAreOfferedBehindTheirCommand() {
        assertEquals(List.of("ollama:llama3.1:8b", "groq:llama", "openai:x"), offered("/model "));
        assertEquals(
                new Completion.Offer(7, 9, "op", List.of(Candidate.of("openai:x"))), COMPLETION.of("/model op", 9));
    }

    @Test
    void filesAreOfferedBehindAnAtAtTheStartOrAfterABlank() {
        assertEquals(List.of("@src/"), offered("@sr"));
        assertEquals(List.of("@src/Main.java"), offered("see @src/m| and"));
        assertEquals(List.of("@my\\ notes.txt"), offered("one\n@my\\ n"));
        assertEquals(List.of("@old\\\\new"), offered("/model @old"));
    }

    @Test
    void aFileIsFollowedByABlankAndADirectoryIsNot() {
        Editor file = Editor.of("see @READ");
        Editor directory = Editor.of("see @sr");

        assertEquals("see @README.md ", begun(file).text());
        assertEquals("see @src/", begun(directory).text());
        assertEquals(
                "see @README.md on", begun(Editor.of("see @READ on").moved(9)).text());
    }

    private static Editor begun(Editor editor) {
        return Choice.of(COMPLETION.of(editor.text(), editor.caret())).begun(editor);
    }

    @Test
    void theFirstTabAddsWhatAllHaveInCommon() {
        Editor editor = Editor.of("/m");

        assertEquals("/mo", begun(editor).text());
        assertEquals(begun(editor), begun(begun(editor)));
    }

    @Test
    void whatIsInCommonEndsAtAWholeCharacter() {
        Completion.Offer offer = new Completion.Offer(
                0, 2, "@a", List.of(Candidate.of("@a\\ b"), Candidate.of("@a\\\\b"), Candidate.of("@a\\ 😀")));
        Completion.Offer faces =
                new Completion.Offer(0, 2, "@a", List.of(Candidate.of("@ab😀"), Candidate.of("@ab😁")));

        assertEquals("@a", Choice.of(offer).begun(Editor.of("@a")).text());
        assertEquals("@ab", Choice.of(faces).begun(Editor.of("@a")).text());
    }

    @Test
    void theChoiceGoesAroundAndTheChosenOneIsAccepted() {
        Choice first = Choice.of(COMPLETION.of("/", 1));

        assertEquals("/timelines", first.previous().candidate().text());
        assertEquals(first, first.previous().next());
        assertEquals("/model ", first.next().accepted(Editor.of("/")).text());
    }

    @Property
    void aPathIsReadAsItWasWritten(@ForAll("paths") String path, @ForAll("paths") String other) {
        String text = Mention.written(path) + " and " + Mention.written(other) + "\n";

        assertEquals(
                List.of(path, other),
                Mention.in(text).stream().map(Mention::path).toList());
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.strings()
                .withChars("ab \\/@.\t\u00a0\u3000é")
                .withChars('中')
                .ofMinLength(1);
    }

    @Test
    void namesOfFilesAreListedOneDirectoryAtATime(@TempDir Path directory) throws IOException {
        Path home = Files.createDirectories(directory.resolve("home"));
        Path base = Files.createDirectories(directory.resolve("base"));
        Files.createDirectories(base.resolve("src/deep"));
        Files.createFile(base.resolve("src/Main.java"));
        Files.createFile(base.resolve("Notes.txt"));
        Files.createFile(base.resolve(".hidden"));
        Files.createFile(base.resolve("bad\u001b[2J"));
        Files.createFile(home.resolve("mine"));
        Files.createSymbolicLink(base.resolve("nothing"), base.resolve("nowhere"));
        FileNames names = new FileNames(base, home);

        assertEquals(List.of("Notes.txt", "src/"), names.of(""));
        assertEquals(List.of("src/deep/", "src/Main.java"), names.of("src/"));
        assertEquals(List.of("src/Main.java"), names.of("src/mj"));
        assertEquals(List.of(".hidden"), names.of("."));
        assertEquals(List.of("~/mine"), names.of("~/"));
        assertEquals(List.of("~/"), names.of("~"));
        assertEquals(List.of(home + "/mine"), names.of(home + "/"));
        for (String none : List.of("nosuch/", "Notes.txt/", "\0", "\0/")) {
            assertEquals(List.of(), names.of(none));
        }
    }

    @Test
    void atMost200FilesAreOfferedAndTheBestAreAmongThem(@TempDir Path base) throws IOException {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            all.add(Files.createFile(base.resolve("f" + i)).getFileName().toString());
        }
        FileNames names = new FileNames(base, base);

        assertEquals(200, names.of("").size());
        assertTrue(all.containsAll(names.of("")));
        assertEquals("f299", names.of("299").getFirst());
    }
}
