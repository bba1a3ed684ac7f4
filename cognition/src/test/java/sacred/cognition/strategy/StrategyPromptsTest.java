package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.strategy.ScriptedMembers.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sacred.providers.Prompt;

/** What the members of every strategy are really sent, as golden files; {@code -Dgolden=update} writes them anew. */
class StrategyPromptsTest {

    private static final Path GOLDEN = Path.of("src/test/prompts/strategy");

    private final ScriptedMembers members = new ScriptedMembers()
            .says("p:a", "The Nile is <b>long</b>. <confidence>0.8</confidence>")
            .says("p:b", "The Amazon carries the most water.");

    @Test
    @Tag("A3.21")
    void mixtures() throws Exception {
        members.says("p:joins", "x");
        Options layers = with(1, 2);

        members.run(model(new MixtureOfAgents(), layers, Map.of("aggregator", "p:joins"), "p:a", "p:b"));

        golden("moa-layer", 2);
        golden("moa", 4);
    }

    @Test
    @Tag("A2.10")
    void thinking() throws Exception {
        members.says("p:thinks", "<thinking>Long means length.</thinking>", "The Nile.");

        members.run(model(new Think(), "p:thinks"));

        golden("think", 0);
        golden("think-answer", 1);
    }

    @Test
    void refining() throws Exception {
        members.says("p:judges", "Too short. <score>0.4</score>", "Good. <score>0.9</score>");

        members.run(model(new Refine(), Options.USUAL, Map.of("critic", "p:judges"), "p:a"));

        golden("refine-critique", 1);
        golden("refine-improve", 2);
    }

    @Test
    void votingAndChecking() throws Exception {
        members.says("p:judges", "<better>A</better>");
        members.run(model(new Vote(), Options.USUAL, Map.of("arbiter", "p:judges"), "p:a", "p:b"));
        golden("vote-judge", 2);

        members.requests.clear();
        members.run(model(new Cascade(), Options.USUAL, Map.of("critic", "p:judges"), "p:a", "p:b"));
        golden("cascade-check", 1);
    }

    @Test
    void fusing() throws Exception {
        String comparison = "{\"consensus\":[\"Both name a river.\"],\"contradictions\":[],\"coverage_gaps\":[],"
                + "\"unique_insights\":[],\"blind_spots\":[]}";
        members.says("p:judges", "no JSON", comparison);

        members.run(model(new Fusion(), Options.USUAL, Map.of("arbiter", "p:judges"), "p:a", "p:b"));

        golden("fusion-judge", 2);
        golden("fusion-repair", 3);
        golden("fusion", 4);
    }

    @Test
    @Tag("A3.03")
    @Tag("A3.06")
    @Tag("A3.21")
    void arbitrating() throws Exception {
        members.says(
                "p:judges",
                "cannot be read",
                ConsortiumTest.output("Nile, it seems.", "0.4", "true", "how it is measured"),
                ConsortiumTest.output("Nile.", "0.9", "false", ""));
        Options rounds = with(2, 1);

        members.run(model(new Consortium(), rounds, Map.of("arbiter", "p:judges"), "p:a", "p:b"));

        golden("consortium-member", 0);
        golden("consortium-arbiter", 2);
        golden("consortium-repair", 3);
        golden("consortium-iteration", 4);
        golden("consortium-arbiter-again", 6);
    }

    private static Options with(int rounds, int layers) {
        Options usual = Options.USUAL;
        return new Options(
                usual.threshold(),
                usual.agreement(),
                usual.stopOn(),
                1,
                OptionalInt.of(rounds),
                layers,
                1,
                usual.patience(),
                false,
                true,
                "",
                "Answer like a <geographer>.");
    }

    private void golden(String name, int request) throws IOException {
        Prompt prompt = members.requests.get(request).prompt();
        StringBuilder shown =
                new StringBuilder("SYSTEM\n").append(prompt.system()).append('\n');
        prompt.messages().forEach(m -> shown.append("\nMESSAGE ").append(m).append('\n'));
        shown.append("\nJSON ").append(prompt.json()).append('\n');
        Path file = GOLDEN.resolve(name + ".txt");
        if ("update".equals(System.getProperty("golden"))) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, shown);
        }
        assertTrue(Files.exists(file), file + " is missing; -Dgolden=update writes it");
        assertEquals(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), shown.toString(), name);
    }
}
