package sacred.app.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class WordingTest {

    private static String text(Wording wording, Function<Wording.Part, List<List<Wording.Piece>>> side) {
        return wording.parts().stream()
                .flatMap(part -> side.apply(part).stream())
                .map(line -> line.stream().map(Wording.Piece::text).collect(Collectors.joining()))
                .collect(Collectors.joining("\n"));
    }

    private static String differing(List<List<Wording.Piece>> lines) {
        return lines.stream()
                .flatMap(List::stream)
                .filter(Wording.Piece::differs)
                .map(Wording.Piece::text)
                .collect(Collectors.joining("|"));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> words =
                Arbitraries.of("one", "two ", "drei", ", ", "  ", "\n", "\n\n", "😀", "e\u0301", "é", "日本", "\u200d");
        return words.list().ofMaxSize(30).map(list -> String.join("", list));
    }

    @Property(tries = 500)
    void nothingOfEitherTextIsLostOrAdded(@ForAll("texts") String left, @ForAll("texts") String right) {
        Wording wording = Wording.of(left, right);

        assertEquals(left.stripTrailing(), text(wording, Wording.Part::left));
        assertEquals(right.stripTrailing(), text(wording, Wording.Part::right));
    }

    @Property(tries = 500)
    void whatIsNotMarkedIsTheSameOnBothSides(@ForAll("texts") String left, @ForAll("texts") String right) {
        for (Wording.Part part : Wording.of(left, right).parts()) {
            assertEquals(kept(part.left()), kept(part.right()));
        }
    }

    private static String kept(List<List<Wording.Piece>> lines) {
        return lines.stream()
                .flatMap(List::stream)
                .filter(piece -> !piece.differs())
                .map(Wording.Piece::text)
                .collect(Collectors.joining());
    }

    @Example
    void theWordsThatDifferAreMarkedAndNoOthers() {
        Wording wording = Wording.of("It is 41.\nThe end.", "It is 42.\nThe end.");

        assertEquals(2, wording.parts().size());
        assertFalse(wording.parts().getFirst().same());
        assertEquals("41", differing(wording.parts().getFirst().left()));
        assertEquals("42", differing(wording.parts().getFirst().right()));
        assertTrue(wording.parts().getLast().same());
    }

    @Example
    void textsThatAreTooLongAreMarkedWholeAndAtOnce() {
        String left = "a line of words\n".repeat(100_000) + "left";
        String right = "another line\n".repeat(100_000) + "right";

        Wording wording = Wording.of(left, right);

        assertEquals(1, wording.parts().size());
        assertFalse(wording.parts().getFirst().same());
        assertEquals(100_001, wording.parts().getFirst().left().size());
    }
}
