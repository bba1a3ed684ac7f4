package sacred.cognition.tool.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.cognition.tool.Decision;
import sacred.cognition.tool.ToolException;
import sacred.timeline.ToolRun;

@Timeout(120)
class ReadingTest {

    @TempDir
    Path directory;

    private Ground ground;

    @BeforeEach
    void ground() {
        ground = new Ground(directory);
    }

    private String read(String path) throws InterruptedException {
        return ground.unasked("read_file", "path", path);
    }

    @Test
    void readsBelowTheRootWithoutAsking() throws InterruptedException {
        ground.file("src/a.txt", "one\ntwo\n");

        assertEquals("one\ntwo\n", read("src/a.txt"));
        assertEquals("one\ntwo\n", read("./src/../src/a.txt"));
        assertEquals("one\ntwo\n", read(ground.project.resolve("src/a.txt").toString()));
    }

    @Test
    void readsAPartAndSaysWhere() throws InterruptedException {
        ground.file("a.txt", "1\n2\n3\n4\n");

        assertEquals(
                "2\n3\n[lines 2 to 3 of 4; go on with offset 4]",
                ground.unasked("read_file", "path", "a.txt", "offset", 2, "limit", 2));
        assertEquals("4\n[lines 4 to 4 of 4]", ground.unasked("read_file", "path", "a.txt", "offset", 4));
        assertEquals("a.txt has only 4 lines.", ground.unasked("read_file", "path", "a.txt", "offset", 5));
        assertEquals(
                "The argument \"offset\" has to be a whole number from 1 to 2147483647.",
                ground.unasked("read_file", "path", "a.txt", "offset", 0));
    }

    @Test
    void aLongFileIsCutBetweenLinesAndALongLineBetweenCharacters() throws InterruptedException {
        ground.file("many.txt", "0123456789\n".repeat(5000));
        ground.file("long.txt", "😀".repeat(20_000));

        assertTrue(read("many.txt").endsWith("\n[lines 1 to 1363 of 5000; go on with offset 1364]"));
        String line = read("long.txt");
        assertTrue(line.contains("😀… [the line has 40000 characters]"), line.substring(line.length() - 80));
        assertFalse(line.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF));
    }

    @Test
    void whatIsNotThereIsSaidInWords() throws InterruptedException {
        assertEquals("no.txt does not exist.", read("no.txt"));
        assertEquals("no/no.txt does not exist.", read("no/no.txt"));
        ground.file("docs/a.md", "");
        assertEquals("docs is a directory.", read("docs"));
        assertEquals(ground.project + " is a directory.", read("."));
        ground.file("a.txt", "");
        assertEquals("a.txt is no directory.", read("a.txt/b"));
        assertEquals("[a.txt is empty]", read("a.txt"));
    }

    // T22
    @Test
    void aSiblingWhoseNameBeginsAlikeIsOutside() throws IOException, InterruptedException {
        Path evil = Files.createDirectories(ground.outside.resolve("ws-evil"));
        Files.writeString(evil.resolve("a.txt"), "outside");

        for (String path :
                List.of("../ws-evil/a.txt", evil.resolve("a.txt").toString(), "x/../../ws-evil/a.txt", "/")) {
            assertTrue(read(path).contains("is outside of the directories that tools may use"), path);
        }
    }

    // T23, J24
    @Test
    void symbolicLinksAreNotFollowed() throws IOException, InterruptedException {
        Path secret = Files.writeString(ground.outside.resolve("secret.txt"), "outside");
        ground.file("docs/real.txt", "inside");
        link("file", secret);
        link("dir", ground.outside);
        link("chain", ground.project.resolve("file"));
        link("loop", ground.project.resolve("loop"));
        link("dangling", ground.outside.resolve("nothing"));
        link("inside", ground.project.resolve("docs/real.txt"));
        link("indir", ground.project.resolve("docs"));
        String out = " is a symbolic link that leads out of the directories that tools may use.";

        assertEquals("file" + out, read("file"));
        assertEquals("dir" + out, read("dir/secret.txt"));
        assertEquals("chain" + out, read("chain"));
        assertEquals("loop is a symbolic link that leads nowhere.", read("loop"));
        assertEquals("dangling is a symbolic link that leads nowhere.", read("dangling"));
        for (String path : List.of("inside", "indir/real.txt")) {
            assertTrue(
                    read(path).endsWith("It leads to " + ground.project.resolve("docs/real.txt") + "; use that path."));
        }
        assertTrue(ground.unasked("list_files", "path", "dir").endsWith(out));
        assertTrue(ground.unasked("grep", "path", "dir", "pattern", "outside").endsWith(out));
        assertTrue(ground.unasked("grep", "pattern", "outside").startsWith("Nothing matches."));
    }

    private void link(String name, Path target) throws IOException {
        Files.createSymbolicLink(ground.project.resolve(name), target);
    }

    // T23
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/proc/self/environ",
                "/proc/self/root/etc/passwd",
                "/proc/1/environ",
                "/dev/fd/0",
                "/dev/zero",
                "/sys/kernel/notes"
            })
    void whatTheKernelMakesUpIsRefusedEvenWhereTheWholeMachineIsARoot(String path) throws InterruptedException {
        Roots roots = new Roots(List.of(Path.of("/")));

        ToolRun run = new GroundOf(roots).read(path);

        assertEquals(ToolRun.FAILED, run.status());
        assertTrue(run.result().endsWith("is made up by the kernel; it is not used."), run.result());
    }

    /** A reading tool over other roots. */
    private record GroundOf(Roots roots) {
        ToolRun read(String path) {
            try {
                roots.spot(path);
                return new ToolRun("", "", "a spot", 0, ToolRun.OK, Optional.empty());
            } catch (ToolException e) {
                return new ToolRun("", "", e.getMessage(), 0, ToolRun.FAILED, Optional.empty());
            }
        }
    }

    // T23
    @Test
    void aHardLinkIsAskedAboutBecauseItsOtherNameMayBeAnywhere() throws IOException, InterruptedException {
        Path secret = Files.writeString(ground.outside.resolve("secret.txt"), "outside");
        Files.createLink(ground.project.resolve("harmless.txt"), secret);
        ground.answer = Decision.refused("no");

        assertEquals("no", ground.run("read_file", "path", "harmless.txt").result());
        assertTrue(ground.asked.getFirst().detail().contains("has 2 names (hard links)"));
        assertEquals("protected", ground.asked.getFirst().tool());
        assertEquals(
                "Nothing matches. [1 with several names (hard links), not looked into]",
                ground.unasked("grep", "pattern", "outside"));
        ground.answer = Decision.allowedBy("you");
        assertEquals(
                "outside\n", ground.run("read_file", "path", "harmless.txt").result());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".env",
                ".env.production",
                "sub/.ENV",
                "id_rsa",
                "ID_ed25519",
                "server.pem",
                "tls/private.key",
                ".netrc",
                ".aws/credentials",
                ".git-credentials",
                ".git/config",
                ".ssh/config",
                "secrets.yaml",
                "data/timelines/x.jsonl",
                "terraform.tfvars",
                ".npmrc"
            })
    void whatLooksLikeASecretIsAlwaysAskedAbout(String path) throws InterruptedException {
        ground.file(path, "canary\n");
        ground.answer = Decision.refused("no");

        ToolRun run = ground.run("read_file", "path", path);

        assertEquals(ToolRun.REFUSED, run.status());
        assertEquals("protected", ground.asked.getFirst().tool());
        assertEquals("read " + path, ground.asked.getFirst().action());
        assertTrue(ground.unasked("grep", "pattern", "canary").startsWith("Nothing matches."));
        ground.answer = Decision.allowedBy("you");
        assertEquals("canary\n", ground.run("read_file", "path", path).result());
        assertTrue(
                ground.run("grep", "path", path, "pattern", "canary").result().contains("canary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {".env.example", "id_rsa.pub", "keys.txt", "monkey.md", ".gitignore", "secret_santa.txt"})
    void whatOnlySoundsSimilarIsNot(String path) throws InterruptedException {
        ground.file(path, "plain\n");

        assertEquals("plain\n", read(path));
    }

    @Test
    void whatIsHiddenAtHomeIsAskedAboutAndTheRestOfHomeIsNot() throws IOException, InterruptedException {
        Files.createDirectories(ground.home.resolve(".config/app"));
        Files.writeString(ground.home.resolve(".config/app/token"), "canary\n");
        Files.writeString(ground.home.resolve("letter.txt"), "plain\n");
        ground.answer = Decision.refused("no");

        assertEquals(
                "no",
                ground.run("read_file", "path", ground.home + "/.config/app/token")
                        .result());
        assertEquals("plain\n", read(ground.home + "/letter.txt"));
    }

    // T26
    @Test
    void whatIsNoRegularFileIsNeverOpened() throws IOException, InterruptedException {
        assertEquals(
                0,
                new ProcessBuilder("mkfifo", ground.project.resolve("pipe").toString())
                        .start()
                        .waitFor());

        assertEquals("pipe is no regular file: pipes, sockets and devices are not used.", read("pipe"));
        assertEquals("Nothing matches.", ground.unasked("grep", "pattern", "x"));
        assertEquals("pipe  no regular file\n", ground.unasked("list_files"));
    }

    // T26
    @Test
    void aSparseFileOfTenGigabytesIsRefusedAtOnce() throws IOException, InterruptedException {
        try (RandomAccessFile file =
                new RandomAccessFile(ground.project.resolve("sparse").toFile(), "rw")) {
            file.setLength(10_000_000_000L);
        }

        assertEquals("sparse has more than 10485760 bytes, too many to be read.", read("sparse"));
        assertEquals("Nothing matches. [1 binary, too large or unreadable]", ground.unasked("grep", "pattern", "x"));
    }

    @Test
    void binaryFilesAreKnownByTheirContent() throws IOException, InterruptedException {
        Files.write(ground.project.resolve("picture.txt"), new byte[] {'P', 'N', 'G', 0, 1});

        assertEquals("picture.txt is binary (5 bytes), not text.", read("picture.txt"));
    }

    // T28
    @Test
    void latin1IsReadAndSaidToBe() throws IOException, InterruptedException {
        Files.write(ground.project.resolve("old.txt"), "Grüße\n".getBytes(StandardCharsets.ISO_8859_1));

        assertEquals("Grüße\n[not UTF-8, read as Latin-1]", read("old.txt"));
    }

    // T29
    @Test
    void anotherUnicodeFormOfANameIsTheSameFile() throws InterruptedException {
        String composed = "\u00e9t\u00e9.txt";
        ground.file("d\u00e9/" + composed, "summer\n");

        assertEquals("summer\n", read(Normalizer.normalize("d\u00e9/" + composed, Normalizer.Form.NFD)));
    }

    @Test
    void aPathThatCannotBeShownIsNotUsed() throws InterruptedException {
        assertEquals("A path with control characters is not used.", read("a\nb"));
        assertEquals("A path with control characters is not used.", read("a\u001b[2Jb"));
        assertEquals("A path with control characters is not used.", read("a\u0000b"));
    }

    @Test
    void aRootThatIsGoneIsSaid() throws Exception {
        Roots roots = new Roots(List.of(directory.resolve("gone")));

        String refusal =
                assertThrows(ToolException.class, () -> roots.spot("a")).getMessage();

        assertEquals("No directory that tools may use exists: " + directory.resolve("gone") + ".", refusal);
    }

    @Test
    void aRootThatIsGivenThroughALinkIsFoundByBothNames() throws IOException, InterruptedException {
        ground.file("a.txt", "one\n");
        Path linked = Files.createSymbolicLink(ground.outside.resolve("linked"), ground.project);
        Roots roots = new Roots(List.of(linked));

        try (Found byLink = Found.file(roots, spotOf(roots, linked.resolve("a.txt")));
                Found byReal = Found.file(roots, spotOf(roots, ground.project.resolve("a.txt")))) {
            assertEquals(byReal.spot(), byLink.spot());
        } catch (ToolException e) {
            throw new AssertionError(e);
        }
    }

    private static Spot spotOf(Roots roots, Path path) throws ToolException {
        return roots.spot(path.toString());
    }
}
