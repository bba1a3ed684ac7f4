package sacred.cognition;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.timeline.Block;
import sacred.timeline.Pace;
import sacred.timeline.Said;

class KeepingTest {

    private static final String ROUTE =
            "{\"intent\":\"chat\",\"domains\":{\"CD\":0.1,\"SD\":0.2,\"CuD\":0.3,\"ED\":0.4},\"tools\":[],\"plan\":\"direct\"}";

    private static final List<Pace> PACE = List.of(new Pace(180, 4));

    private final Stagehand stage = new Stagehand();

    @Test
    void bothSidesOfTheRouteModelAreKeptWithItsCall() throws IOException {
        stage.settings = stage.settings.withMode(TurnSettings.Mode.MODEL);
        stage.models.says("r:routes", Scripted.text(ROUTE)).says("a:answers", Scripted.text("hello"));

        stage.ask("good morning to you");

        Said said = stage.only(Block.Route.class).calls().getFirst().said();
        assertEquals(Optional.of(ROUTE), said.text());
        assertTrue(said.prompt().orElseThrow().contains("good morning to you"), said.toString());
    }

    @Test
    void bothSidesAreKeptToALengthAndWhatIsLeftOutIsSaid() {
        Prompt asked = Prompt.of("You route. " + "😀".repeat(20_000), List.of(new Message.User("Route this.")));

        Said said = Keeping.BOTH_SIDES.said(asked, "a" + "😀".repeat(20_000) + "b", "", PACE);

        String prompt = said.prompt().orElseThrow();
        assertTrue(prompt.startsWith("You route. 😀") && prompt.endsWith("😀\n\nRoute this."), prompt);
        assertTrue(
                prompt.contains("😀\n[… 24,026 characters are left out here …]\n😀"), prompt.substring(7_990, 8_060));
        String text = said.text().orElseThrow();
        assertTrue(text.contains("😀\n[… 24,004 characters are left out here …]\n"), text.substring(7_990, 8_060));
        assertEquals(List.of(), said.pace());
        assertEquals(prompt, new String(prompt.getBytes(UTF_8), UTF_8));
        assertEquals(text, new String(text.getBytes(UTF_8), UTF_8));
    }

    @Test
    void anAnswerOfAMemberIsKeptWhole() {
        Keeping member =
                new Keeping(false, true, OptionalInt.empty(), OptionalInt.empty(), _ -> OptionalDouble.empty());

        String answer = "a".repeat(50_000);

        assertEquals(
                Optional.of(answer),
                member.said(Prompt.of("", List.of()), answer, "", PACE).text());
    }

    @Test
    void whatAModelThoughtIsKeptAndItsAnswerStandsInTheBlockAlone() throws IOException {
        stage.models.says("a:answers", (prompt, onChunk) -> {
            onChunk.accept(new Chunk.Thinking("let me "));
            onChunk.accept(new Chunk.Thinking("see"));
            return Scripted.text("42").make(prompt, onChunk);
        });

        stage.ask("what is it?");

        Said said = stage.only(Block.Format.class).calls().getFirst().said();
        assertEquals(Optional.of("let me see"), said.reasoning());
        assertEquals(Optional.empty(), said.text());
        assertEquals(Optional.empty(), said.prompt());
    }

    @Test
    void ofAMemberItsWordsAndItsConfidenceAreKept() {
        Keeping member = new Keeping(false, true, OptionalInt.of(2), OptionalInt.of(1), _ -> OptionalDouble.of(0.7));

        Said said = member.said(Prompt.of("system", List.of(new Message.User("asked"))), "mine", "", PACE);

        assertEquals(
                new Said(
                        Optional.empty(),
                        Optional.of("mine"),
                        Optional.empty(),
                        OptionalInt.of(2),
                        OptionalInt.of(1),
                        OptionalInt.empty(),
                        OptionalDouble.of(0.7),
                        PACE),
                said);
        assertEquals(1, member.sample());
    }
}
