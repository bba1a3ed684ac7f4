package sacred;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** docs/tool-safety.md has every case of the catalogue, and each with tests that exist. */
class ToolSafetyPageTest {

    private static final List<String> CASES = List.of(
            ("T01 T02 T04 T05 T07 T08 T10 T11 T13 T14 T16 T17 T19 T20 T22 T23 T25 T26 T28 T29 T31 T32 T34 T35 T37 T38"
                + " T40 T41 T43 T44 T46 T47 T49 T50 T52 T53 T55 T56 T61 T62 T64 T65 T67 T68 T70 T71 T73 T74 P85 P86"
                + " P88 P98")
                    .split(" "));

    @Test
    void everyCaseHasTestsThatExist() throws IOException {
        Map<String, List<String>> rows =
                TestsPage.rows(Files.readString(Sources.root().resolve("docs/tool-safety.md")));

        assertEquals(CASES, List.copyOf(rows.keySet()));
        assertEquals(List.of(), TestsPage.missing(rows, TestsPage.sources()));
    }

    @Test
    void aTestThatDoesNotExistAndACaseWithoutOneAreSeen() {
        Map<String, List<String>> rows =
                TestsPage.rows("| T01 | a | `ATest.is`, `ATest.isNot` |\n| T02 | b | later |\n");

        assertEquals(
                List.of("T01: ATest.isNot", "T02: no test"),
                TestsPage.missing(rows, Map.of("ATest", "@Test\n    void is() {}\n// isNot() is gone")));
    }
}
