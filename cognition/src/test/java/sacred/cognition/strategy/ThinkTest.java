package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.strategy.ScriptedMembers.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.providers.Message;

class ThinkTest {

    private final ScriptedMembers members = new ScriptedMembers();

    @ParameterizedTest
    @Tag("A2.10")
    @Tag("A2.12")
    @CsvSource(
            delimiter = '|',
            value = {
                "<thinking>hidden steps</thinking> | hidden steps",
                "hidden steps | hidden steps",
                "<thinking>hidden steps | hidden steps",
                "<thinking>hidden</thinking> <thinking>steps</thinking> | 'hidden\n\nsteps'",
                "'```\n<thinking>hidden steps</thinking>\n```' | hidden steps"
            })
    void theThoughtsAreTakenOutAndTheAnswerIsGivenWithThem(String first, String thoughts) throws Exception {
        members.says("p:thinks", first, "The final answer.");

        assertEquals(
                "The final answer.", members.run(model(new Think(), "p:thinks")).text());

        List<Message> second = members.requests.get(1).prompt().messages();
        assertEquals(Message.Assistant.of("<thinking>\n" + thoughts + "\n</thinking>"), second.get(3));
        assertEquals("Which river is the longest?", ((Message.User) second.get(2)).text());
    }

    @Test
    void anotherModelMayAnswer() throws Exception {
        members.says("p:thinks", "<thinking>steps</thinking>").says("p:answers", "The answer.");

        Answer answer = members.run(model(new Think(), Options.USUAL, Map.of("answerer", "p:answers"), "p:thinks"));

        assertEquals("The answer.", answer.text());
        assertEquals(List.of("thinker", "answerer"), members.roles());
    }

    @Test
    @Tag("A2.12")
    void aModelThatReasonsByItselfIsNotMadeToThinkTwice() throws Exception {
        members.says("p:thinks", "The answer.");
        members.thinking = "reasoned";

        Answer answer = members.run(model(new Think(), "p:thinks"));

        assertEquals("The answer.", answer.text());
        assertEquals(List.of("thinker"), members.roles());
    }

    @Test
    @Tag("A2.11")
    void thoughtsAreShownOnlyToWhomWantsThem() throws Exception {
        members.says("p:thinks", "<thinking>one\ntwo</thinking>", "The answer.");
        Options shown = new Options(
                0.8, 0.5, Options.StopOn.AGREEMENT, 1, OptionalInt.empty(), 1, 1, Optional.empty(), true, true, "", "");

        Answer answer = members.run(model(new Think(), shown, Map.of(), "p:thinks"));

        assertEquals("> one\n> two\n\nThe answer.", answer.text());
        assertTrue(members.prompt(0).contains("Be kind."), members.prompt(0));
    }

    @Property
    @net.jqwik.api.Tag("A2.12")
    void whateverAThinkerSaysTheSecondAnswerIsGivenAndNoTagOfTheFirstIsLeftInside(@ForAll("thoughts") String said)
            throws Exception {
        ScriptedMembers scripted = new ScriptedMembers().says("p:thinks", said, "The final answer.");

        assertEquals(
                "The final answer.",
                scripted.run(model(new Think(), "p:thinks")).text());

        String told = ((Message.Assistant)
                        scripted.requests.get(1).prompt().messages().get(3))
                .text();
        assertEquals(2, told.split("(?i)</?\\s*thinking\\s*>", -1).length - 1, told);
    }

    @Provide
    Arbitrary<String> thoughts() {
        return Arbitraries.of("<thinking>", "</thinking>", "<Thinking >", "```", "\n", "steps ", "<", "</")
                .list()
                .ofMaxSize(10)
                .map(parts -> String.join("", parts));
    }
}
