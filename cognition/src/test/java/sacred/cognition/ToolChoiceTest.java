package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ToolSpec;
import sacred.timeline.Block;

class ToolChoiceTest {

    private static final int OWN = Toolbox.HARMLESS.tools().size();

    private static Toolbox with(List<Tool> elsewhere) {
        return Toolbox.HARMLESS.and(new Toolbox.Later() {
            @Override
            public List<Tool> now() {
                return elsewhere;
            }

            @Override
            public void await(Consumer<String> note) {}
        });
    }

    /** Tools from elsewhere of which none has to do with anything, and these. */
    private static Toolbox many(int others, String... nameAndDescription) {
        List<Tool> tools = new ArrayList<>();
        IntStream.range(0, others).forEach(n -> tools.add(tool("srv__x" + n, "Zzz.")));
        for (int i = 0; i < nameAndDescription.length; i += 2) {
            tools.add(tool(nameAndDescription[i], nameAndDescription[i + 1]));
        }
        return with(tools);
    }

    private static Tool tool(String name, String description) {
        return new Probe(name, description, false, _ -> "");
    }

    private static List<String> names(ToolChoice choice) {
        return choice.offered().stream().map(ToolSpec::name).toList();
    }

    @Test
    void fewToolsAreAllOffered() {
        ToolChoice choice = ToolChoice.of(many(ToolChoice.MOST - OWN), List.of(), "nothing of them");

        assertEquals(ToolChoice.MOST, choice.offered().size());
        assertEquals(Optional.empty(), choice.remark());
    }

    @Test
    void ofManyOurOwnAndTheNamedOnesAreOffered() {
        ToolChoice choice = ToolChoice.of(many(ToolChoice.MOST), List.of("srv__x7"), "nothing of them");

        List<String> expected = new ArrayList<>(
                Toolbox.HARMLESS.specs().stream().map(ToolSpec::name).toList());
        expected.add("srv__x7");
        assertEquals(expected, names(choice));
        assertEquals(ToolChoice.MOST + OWN, choice.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        List my open issues                  | gh__list_issues     | Lists something.
        Which ISSUE is open?                 | gh__list_issues     | Lists something.
        Create a pull request                | gh__createPullRequest | Opens one.
        Wie ist das Wetter in Köln?          | w__wetter           | Sagt es voraus.
        Draw a chart of it                   | viz__render         | Renders charts as SVG.
        """)
    void whatSharesAWordWithThePromptIsOffered(String prompt, String name, String description) {
        ToolChoice choice = ToolChoice.of(many(60, name, description), List.of(), prompt);

        assertTrue(names(choice).contains(name), names(choice).toString());
        assertEquals(OWN + 1, choice.offered().size());
    }

    @Test
    void wordsOfEveryDescriptionMeanNothing() {
        ToolChoice choice = ToolChoice.of(
                many(60, "a__b", "Use this tool to get the value for all"), List.of(), "What is the use of all this?");

        assertFalse(names(choice).contains("a__b"));
    }

    @Test
    void thoseThatShareMostComeFirstAndNoMoreThanTheLimit() {
        List<Tool> tools = new ArrayList<>();
        IntStream.range(0, 80).forEach(n -> tools.add(tool("gh__a" + n, "Issues.")));
        tools.add(tool("gh__best", "Closes open issues."));

        ToolChoice choice = ToolChoice.of(with(tools), List.of(), "close open issues");

        assertEquals(ToolChoice.MOST, choice.offered().size());
        assertTrue(names(choice).contains("gh__best"));
    }

    @Test
    void theBlockSaysHowManyOfHowMany() throws IOException {
        Stagehand hand = new Stagehand();
        hand.toolbox = many(60);
        hand.models.says("a:answers", text("found"), text("4"));

        hand.ask("2+2");

        assertEquals(OWN, hand.models.prompts.getFirst().tools().size());
        assertEquals(
                List.of("Offered were " + OWN + " of " + (60 + OWN)
                        + " tools: our own, those that the route named, and those that have words of the prompt."),
                hand.only(Block.Tool.class).head().notes());
    }
}
