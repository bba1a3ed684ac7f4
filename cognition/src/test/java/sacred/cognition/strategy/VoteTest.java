package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.strategy.ScriptedMembers.FAILS;
import static sacred.cognition.strategy.ScriptedMembers.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sacred.providers.ProviderException;

class VoteTest {

    private final ScriptedMembers members = new ScriptedMembers();

    private Answer vote(int samples, String... answers) throws Exception {
        members.says("p:x", answers);
        return members.run(model(new Vote(), "p:x*" + samples));
    }

    @Test
    void theMostFrequentAnswerWinsHoweverItIsWritten() throws Exception {
        Answer answer = vote(5, "The answer is 42", "41", "Answer: 42", "42.", "42");

        assertEquals("The answer is 42", answer.text());
        assertEquals("3 of 4 samples agree, 1 of 5 were not needed", answer.summary());
    }

    @Test
    void noMoreSamplesAreDrawnThanDecideIt() throws Exception {
        Answer answer = vote(5, "42");

        assertEquals(List.of(3), members.atOnce);
        assertEquals("3 of 3 samples agree, 2 of 5 were not needed", answer.summary());
    }

    @Test
    void ofManySamplesFourOfTheSameAreEnough() throws Exception {
        vote(20, "42");

        assertEquals(List.of(4), members.atOnce);
    }

    @Test
    void withoutTheEarlyStopAllAreDrawnAtOnce() throws Exception {
        members.says("p:x", "42");
        Options all = new Options(
                0.8,
                0.5,
                Options.StopOn.AGREEMENT,
                1,
                OptionalInt.empty(),
                1,
                1,
                Optional.empty(),
                false,
                false,
                "",
                "");

        members.run(model(new Vote(), all, Map.of(), "p:x*9"));

        assertEquals(List.of(9), members.atOnce);
    }

    @Test
    void aTieGoesToAJudgeWhoSeesThePairBothWays() throws Exception {
        members.says("p:x", "It is the Nile river", "The Amazon wins here", FAILS)
                .says("p:judges", "<better>B</better>", "<better>A</better>");

        Answer answer = members.run(model(new Vote(), Options.USUAL, Map.of("arbiter", "p:judges"), "p:x*2"));

        assertEquals("The Amazon wins here", answer.text());
        assertTrue(members.prompt(2).indexOf("Nile") < members.prompt(2).indexOf("Amazon"));
        assertTrue(members.prompt(3).indexOf("Amazon") < members.prompt(3).indexOf("Nile"));
    }

    @Test
    void aJudgeWhoFollowsThePlaceDecidesNothing() throws Exception {
        members.says("p:x", "It is the Nile river", "The Amazon wins here").says("p:judges", "<better>B</better>");

        Answer answer = members.run(model(new Vote(), Options.USUAL, Map.of("arbiter", "p:judges"), "p:x*2"));

        assertEquals("It is the Nile river", answer.text());
        assertTrue(members.remarked().contains("could not decide a tie"), members.remarked());
    }

    @Test
    void failedSamplesDoNotVoteAndAreTold() throws Exception {
        Answer answer = vote(5, "42", FAILS, "42", "42");

        assertEquals("42", answer.text());
        assertTrue(members.remarked().contains("samples count. Left out: p:x (2)"), members.remarked());
    }

    @Test
    void withoutAnySampleThereIsNoAnswer() {
        assertThrows(ProviderException.class, () -> vote(3, FAILS));
    }

    @Test
    @Tag("A3.20")
    void textsThatAreAlikeAreOneAnswer() {
        Ballot ballot = Ballot.of(List.of(
                "The longest river is the Nile.",
                "I would say the Amazon.",
                "The Nile is the longest river on earth."));

        assertEquals(List.of(List.of(0, 2), List.of(1)), ballot.groups());
    }

    @Test
    void howSureTheLeaderIsIsTheBetaWeight() {
        assertEquals(0.9375, Ballot.likely(3, 0), 1e-12);
        assertEquals(0.96875, Ballot.likely(4, 0), 1e-12);
        assertEquals(0.5, Ballot.likely(2, 2), 1e-12);
        assertEquals(0.890625, Ballot.likely(4, 1), 1e-9);
    }

    @Property
    @net.jqwik.api.Tag("A3.20")
    void groupsDoNotDependOnTheOrder(
            @ForAll @Size(max = 7) List<@IntRange(max = 3) Integer> votes, @ForAll Random random) {
        List<String> samples = votes.stream().map(v -> "The answer is " + v).toList();
        List<String> shuffled = new ArrayList<>(samples);
        Collections.shuffle(shuffled, random);

        assertEquals(
                Ballot.of(samples).groups().stream().map(List::size).toList(),
                Ballot.of(shuffled).groups().stream().map(List::size).toList());
    }

    @Property
    void aMajorityThatIsCertainIsNeverOverturned(@ForAll @Size(min = 5, max = 5) List<@IntRange(max = 2) Integer> votes)
            throws Exception {
        String[] answers = votes.stream().map(v -> "Answer: " + v).toArray(String[]::new);
        ScriptedMembers early = new ScriptedMembers().says("p:x", answers);
        String won = early.run(model(new Vote(), Options.USUAL, Map.of("arbiter", "p:x"), "p:x*5"))
                .text();

        List<Integer> winners = Ballot.of(List.of(answers)).winners();
        assertFalse(winners.size() == 1 && !answers[winners.getFirst()].equals(won), votes + " gave " + won);
    }

    /** How often a model is right, question by question: easy ones, hard ones, and guesses among four. */
    private static final double[] RIGHT = {1, 0.95, 0.8, 0.6, 0.4};

    @Test
    void ofTwoHundredQuestionsTheEarlyStopSavesAThirdOfTheCallsAtTheSameAnswers() throws Exception {
        Random random = new Random(2026);
        int calls = 0;
        int same = 0;
        for (int question = 0; question < 200; question++) {
            double right = RIGHT[question % RIGHT.length];
            String[] answers = new String[9];
            for (int i = 0; i < answers.length; i++) {
                answers[i] = "Answer: " + (random.nextDouble() < right ? 42 : random.nextInt(3));
            }
            ScriptedMembers early = new ScriptedMembers().says("p:x", answers);
            String won = early.run(model(new Vote(), Options.USUAL, Map.of("arbiter", "p:x"), "p:x*9"))
                    .text();
            calls += (int) early.roles().stream().filter("sample"::equals).count();
            List<Integer> winners = Ballot.of(List.of(answers)).winners();
            same += winners.stream().anyMatch(w -> answers[w].equals(won)) ? 1 : 0;
        }
        assertEquals("1205 of 1800, 200 of 200", calls + " of 1800, " + same + " of 200");
    }

    @Property
    @net.jqwik.api.Tag("D5")
    void whateverAJudgeSaysOneOfTheTiedAnswersWins(
            @ForAll("judgements") String first, @ForAll("judgements") String second) throws Exception {
        ScriptedMembers scripted =
                new ScriptedMembers().says("p:a", "41").says("p:b", "42").says("p:judges", first, second);

        String won = scripted.run(model(new Vote(), Options.USUAL, Map.of("arbiter", "p:judges"), "p:a", "p:b"))
                .text();

        boolean bForB = better(first).equals("B") && better(second).equals("A");
        assertEquals(bForB ? "42" : "41", won);
    }

    private static String better(String said) {
        return Tags.last(Tags.outsideThinking(said), "better").orElse("").strip();
    }

    @Provide
    Arbitrary<String> judgements() {
        return Arbitraries.of("<better>", "</better>", "A", "B", " ", "both", "<thinking>", "</thinking>", "\n")
                .list()
                .ofMaxSize(7)
                .map(parts -> String.join("", parts));
    }
}
