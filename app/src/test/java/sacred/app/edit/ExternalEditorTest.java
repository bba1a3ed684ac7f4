package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.edit.ExternalEditor.Edited;

class ExternalEditorTest {

    @TempDir
    Path directory;

    private Path program(String name, String script) throws IOException {
        Path file = Files.createFile(
                directory.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        return Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    }

    private Edited edited(String variable, String command, String text) throws InterruptedException {
        return new ExternalEditor(Map.of(variable, command, "PATH", directory.toString())).edit(text);
    }

    @Test
    void theTextGoesToTheEditorAndComesBackWithoutTheLastLineEnd() throws Exception {
        program("ed1", "/bin/cat \"$1\" > " + directory + "/seen; printf 'new\\n\\n' > \"$1\"");

        assertEquals(new Edited("new\n", Optional.empty()), edited("EDITOR", "ed1", "old é"));
        assertEquals("old é\n", Files.readString(directory.resolve("seen")));
    }

    @Test
    void anEditorThatDoesNothingChangesNothing() throws Exception {
        program("ed1", "exit 0");

        for (String text : List.of("", "one", "one\n", "one\ntwo\n\n")) {
            assertEquals(new Edited(text, Optional.empty()), edited("EDITOR", "ed1", text));
        }
    }

    @Test
    void theFileIsForItsOwnerAloneAndIsGoneAfterwards() throws Exception {
        program(
                "ed1",
                "d=$(/usr/bin/dirname \"$1\"); /usr/bin/stat -c '%a %n' \"$d\" \"$1\" > " + directory
                        + "/seen; : > \"$1~\"");

        edited("EDITOR", "ed1", "x");

        List<String> seen = Files.readAllLines(directory.resolve("seen"));
        assertTrue(seen.get(0).startsWith("700 ") && seen.get(1).startsWith("600 "), seen.toString());
        assertTrue(seen.get(1).endsWith(".md"), seen.toString());
        assertTrue(Files.notExists(Path.of(seen.get(0).substring(4))), seen.toString());
    }

    @Test
    void visualComesBeforeEditorAndTheirWordsAreSplitAsAShellDoes() throws Exception {
        Path visual = program("vis ual", "echo \"$1|$2\" > \"$3\"");
        Map<String, String> env = Map.of("VISUAL", "'" + visual + "' -a \"b c\"", "EDITOR", "false");

        assertEquals(new Edited("-a|b c", Optional.empty()), new ExternalEditor(env).edit("x"));
    }

    @Test
    void withoutEitherNanoIsTakenAndThenVi() throws Exception {
        program("vi", "echo vi > \"$1\"");
        assertEquals("vi", edited("VISUAL", " ", "x").text());

        program("nano", "echo nano > \"$1\"");
        assertEquals("nano", edited("EDITOR", "", "x").text());
    }

    @Test
    void aFailureLeavesTheTextAndIsSaid() throws Exception {
        program("failing", "echo lost > \"$1\"; exit 3");
        program("binary", "printf '\\377' > \"$1\"");
        program("removing", "/bin/rm \"$1\"");

        assertEquals(
                new Edited("x", Optional.of("The editor failing ended with 3; nothing was changed.")),
                edited("EDITOR", "failing", "x"));
        assertEquals(
                new Edited("x", Optional.of("What the editor wrote is not UTF-8; nothing was changed.")),
                edited("EDITOR", "binary", "x"));
        assertEquals(
                new Edited("x", Optional.of("The editor removing could not be used.")),
                edited("EDITOR", "removing", "x"));
        assertEquals(new Edited("x", Optional.of("The editor nosuch was not found.")), edited("EDITOR", "nosuch", "x"));
        assertEquals(
                new Edited("x", Optional.of("There is no editor: set VISUAL or EDITOR to one.")),
                edited("EDITOR", "", "x"));
    }

    @Test
    void wordsAreSplitAtBlanksOutsideOfQuotes() {
        assertEquals(
                List.of("a", "b c", "d\\e", "f\"g", "h i", "x y'z"),
                ExternalEditor.words(" a 'b c'\t'd\\e' \"f\\\"g\" h\\ i x' y'\\'z "));
        assertEquals(List.of(""), ExternalEditor.words("''"));
        assertEquals(List.of(), ExternalEditor.words("  "));
        assertEquals(List.of("it's"), ExternalEditor.words("it's"));
    }
}
