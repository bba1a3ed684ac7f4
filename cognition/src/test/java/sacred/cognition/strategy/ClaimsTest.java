package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import sacred.cognition.strategy.Claims.Sentence;

class ClaimsTest {

    @Test
    void aSentenceSaysHowManyAnswersMakeItsClaim() {
        List<List<Sentence>> all = Claims.of(List.of(
                "The capital of France is Paris. It lies beside the river Seine.",
                "Paris is the capital of France. Bread is cheap there today.",
                "Yes. The capital of France is certainly Paris."));

        assertEquals(
                List.of(
                        new Sentence("The capital of France is Paris.", true, 3),
                        new Sentence("It lies beside the river Seine.", true, 1)),
                all.get(0));
        assertEquals(new Sentence("Yes.", false, 0), all.get(2).getFirst());
    }

    @Test
    void whatAMemberSaysOfItsOwnConfidenceIsNoSentence() {
        assertEquals(
                List.of(new Sentence("The capital of France is Paris.", true, 1)),
                Claims.of(List.of("The capital of France is Paris.\n<confidence>0.9</confidence>"))
                        .getFirst());
    }

    @Test
    void whatStandsBehindTheSixtiethClaimIsShownButNotCompared() {
        List<Sentence> sentences = Claims.of(List.of("The number of this claim is written here.\n".repeat(61)))
                .getFirst();

        assertEquals(61, sentences.size());
        assertTrue(sentences.get(59).isClaim());
        assertEquals(0, sentences.get(60).madeBy());
    }

    /** The marks on the screen and the figure beside them are of the same comparison. */
    @Property(tries = 200)
    void answersAgreeWhollyExactlyWhereEveryClaimIsMadeByAll(@ForAll("answers") List<String> answers) {
        Agreement agreement = Agreement.of(answers);
        boolean all = Claims.of(answers).stream()
                .flatMap(List::stream)
                .filter(Sentence::isClaim)
                .allMatch(sentence -> sentence.madeBy() == answers.size());

        assertEquals(agreement.share().orElseThrow() == 1, all, answers.toString());
    }

    /** The short way of comparing finds what comparing every claim with every other finds. */
    @Property(tries = 200)
    void aClaimIsMadeByThoseThatHaveMostOfItsWords(@ForAll("answers") List<String> answers) {
        for (List<Sentence> sentences : Claims.of(answers)) {
            for (Sentence sentence : sentences) {
                long makers = answers.stream()
                        .filter(answer -> Words.sentences(answer).stream()
                                .anyMatch(other ->
                                        Words.contained(Words.content(sentence.text()), Words.content(other)) >= 0.6))
                        .count();
                assertEquals(makers, sentence.madeBy(), sentence.text());
            }
        }
    }

    @Property(tries = 100)
    void theOrderOfTheAnswersChangesNothing(@ForAll("answers") List<String> answers) {
        List<String> mixed = new ArrayList<>(answers);
        Collections.reverse(mixed);
        List<List<Sentence>> there = new ArrayList<>(Claims.of(answers));
        Collections.reverse(there);

        assertEquals(there, Claims.of(mixed));
    }

    @Provide
    Arbitrary<List<String>> answers() {
        return Arbitraries.of(
                        "The river flows slowly through this valley.",
                        "The river flows quickly through this valley.",
                        "The river flows slowly past this village.",
                        "Mountains surround every village over there.",
                        "Nobody knows which village came first.")
                .list()
                .ofMinSize(1)
                .ofMaxSize(4)
                .map(sentences -> String.join(" ", sentences))
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }
}
