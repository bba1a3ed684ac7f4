package sacred.cognition.tool.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.ToolException;

@Timeout(120)
class SearchingTest {

    @TempDir
    Path directory;

    private Ground ground;

    @BeforeEach
    void ground() {
        ground = new Ground(directory);
        ground.file("README.md", "Hello World\n");
        ground.file("src/main/A.java", "class A {}\n// hello\n");
        ground.file("src/test/B.java", "class B {}\n");
        ground.file(".git/objects/x.java", "class X {}\n");
        ground.file("node_modules/y.java", "class Y {}\n");
        ground.file(".env", "HELLO=canary\n");
    }

    @Test
    void globFindsNamesInOrder() throws InterruptedException {
        assertEquals(
                "src/main/A.java\nsrc/test/B.java\n[1 protected, not looked into]",
                ground.unasked("glob", "pattern", "*.java"));
        assertEquals("src/main/A.java", ground.unasked("glob", "pattern", "main/*", "path", "src"));
        assertEquals("Nothing matches.", ground.unasked("glob", "pattern", "*.rs", "path", "src"));
    }

    @Test
    void grepTellsPathLineAndText() throws InterruptedException {
        assertEquals(
                "README.md:1: Hello World\nsrc/main/A.java:2: // hello\n[1 protected, not looked into]",
                ground.unasked("grep", "pattern", "hello", "ignore_case", true));
        assertEquals(
                "src/main/A.java:1: class A {}", ground.unasked("grep", "pattern", "class", "path", "src/main/A.java"));
        assertEquals(
                "src/test/B.java:1: class B {}",
                ground.unasked("grep", "pattern", "^class", "path", "src", "glob", "B*"));
        assertEquals("\"(\" is no regular expression: missing closing ).", ground.unasked("grep", "pattern", "("));
    }

    @Test
    void anExpressionThatWouldNeverEndEnds() throws InterruptedException {
        ground.file("a.txt", "a".repeat(5000) + "!\n");

        assertTrue(ground.unasked("grep", "pattern", "(a+)+$", "path", "a.txt").startsWith("Nothing matches."));
        assertTrue(ground.unasked("glob", "pattern", "*a".repeat(100) + "b").startsWith("Nothing matches."));
    }

    @Test
    void manyHitsAreCutAndALongLineToo() throws InterruptedException {
        ground.file("many.txt", "hit\n".repeat(1000));
        ground.file("long.txt", "hit" + "😀".repeat(1000) + "\n");

        String many = ground.unasked("grep", "pattern", "hit", "path", "many.txt");
        assertTrue(many.endsWith("many.txt:200: hit\n[the first 200 lines]"), many);
        assertEquals(
                "long.txt:1: hit" + "😀".repeat(297) + "…",
                ground.unasked("grep", "pattern", "hit", "path", "long.txt"));
    }

    @Test
    void aWalkEndsWhenItsTimeIsOver() throws IOException, InterruptedException {
        AtomicLong now = new AtomicLong();
        Path other = Files.createDirectories(directory.resolve("slow"));
        Ground slow = new Ground(other, () -> now.getAndAdd(TimeUnit.SECONDS.toNanos(2)));
        slow.file("a.txt", "x");
        slow.file("b.txt", "x");
        slow.file("c.txt", "x");

        String found = slow.unasked("glob", "pattern", "*");

        assertTrue(found.startsWith("a.txt\n") && found.endsWith("[stopped after 5 s]"), found);
    }

    @Test
    void aWalkGoesOnlySoDeep() throws InterruptedException {
        ground.file("d/".repeat(60) + "deep.txt", "x");

        assertEquals(
                "Nothing matches. [directories more than 40 deep were passed over]",
                ground.unasked("glob", "pattern", "deep.txt", "path", "d"));
    }

    @Test
    void aStopEndsAWalk() {
        Thread.currentThread().interrupt();

        assertThrows(
                InterruptedException.class,
                () -> ground.tools.find("glob").orElseThrow().run(Arguments.parse("{\"pattern\":\"*\"}"), null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.java a/b/C.java true",
                "*.java C.java true",
                "/*.java a/C.java false",
                "src/*.java src/a/C.java false",
                "src/**/*.java src/C.java true",
                "src/**/*.java src/a/b/C.java true",
                "src/** src/a/b true",
                "**/b/* a/b/c true",
                "a?c abc true",
                "a?c a/c false",
                "*.{md,txt} x.md true",
                "*.{md,txt} x.java false",
                "[ab].txt b.txt true",
                "[!ab].txt b.txt false",
                "a.txt aXtxt false",
                "a[1.txt a[1.txt true",
                "x(1)+.txt x(1)+.txt true",
                "}x}, }x}, true"
            })
    void aPatternIsWhatPeopleExpect(String glob, String path, boolean matches) throws ToolException {
        assertEquals(matches, new GlobPattern(glob).matches(path));
    }
}
