package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.timeline.journal.Fixture.CLOCK;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.Stage;
import sacred.timeline.Timeline;
import sacred.timeline.Usage;

class UnfinishedTest {

    @TempDir
    Path temp;

    @Test
    void aTurnWithoutAnEndIsClosedAsInterruptedInTheStageItHadReached() throws IOException {
        List<Stage> reached = List.of(Stage.ROUTE, Stage.TOOL, Stage.FORMAT);
        for (int sealed = 1; sealed <= 3; sealed++) {
            Path file = left(Fixture.turn(1).subList(0, sealed));

            try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
                Block.Error error = (Block.Error) journal.timeline().blocks().getLast();

                assertEquals(reached.get(sealed - 1), error.stage());
                assertEquals(ErrorKind.INTERRUPTED, error.error());
                assertEquals(1, error.head().turn());
                assertEquals(List.of(Event.Outcome.FAILED), outcomes(journal.timeline()));
                Event.Closed closed = journal.timeline().closings().getLast();
                assertEquals(
                        Usage.Source.UNKNOWN, closed.usage().source(), "what was on its way used nobody knows what");
                assertFalse(closed.cost().complete());
                assertEquals(Reading.of(file).timeline(), journal.timeline());
                assertTrue(journal.notes().getLast().contains("Turn 1 had not ended"), journal.notes() + "");
                assertEquals(2, journal.timeline().nextTurn());
            }
            assertEquals(List.of(), Verification.of(file).problems());
        }
    }

    @Test
    void aTurnWhoseAnswerWasSealedLacksOnlyItsClosingWithTheSumsOfItsCalls() throws IOException {
        Path file = left(Fixture.turn(1).subList(0, 4));

        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            Event.Closed closed = journal.timeline().closings().getLast();

            assertEquals(4, journal.timeline().blocks().size());
            assertEquals(Event.Outcome.OK, closed.outcome());
            assertEquals(OptionalLong.empty(), closed.durationMs());
            assertEquals(Usage.sum(List.of(Fixture.call().usage())), closed.usage());
            assertEquals(Fixture.call().cost(), closed.cost());
        }
    }

    @Test
    void aTurnThatHadFailedOrWasStoppedIsClosedAsThat() throws IOException {
        for (ErrorKind kind : List.of(ErrorKind.CANCELLED, ErrorKind.INTERRUPTED, ErrorKind.SERVER)) {
            Block.Error error = new Block.Error(
                    Fixture.head(1), "why", Stage.FORMAT, kind, true, "par", List.of(), List.of(), List.of());
            Path file = left(List.of(Fixture.input(1, "hello"), new Event.Sealed(error)));

            try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
                assertEquals(List.of(error), journal.timeline().blocks().subList(1, 2));
                assertEquals(2, journal.timeline().blocks().size());
                assertEquals(
                        List.of(kind == ErrorKind.CANCELLED ? Event.Outcome.CANCELLED : Event.Outcome.FAILED),
                        outcomes(journal.timeline()));
                assertEquals(
                        Cost.NOTHING, journal.timeline().closings().getLast().cost());
            }
        }
    }

    @Test
    void openingAgainFindsNothingToClose() throws IOException {
        Path file = left(List.of(Fixture.input(1, "hello")));
        Journal.open(file, "0.1.0", CLOCK).close();
        int records = Verification.of(file).records();

        try (Journal journal = Journal.open(file, "0.1.0", CLOCK)) {
            assertEquals(List.of(), journal.notes());
        }
        assertEquals(4, records);
        assertEquals(records, Verification.of(file).records());
    }

    private Path left(List<Event.Durable> events) throws IOException {
        try (Journal journal = Journal.create(temp, "0.1.0", CLOCK)) {
            for (Event.Durable event : events) {
                journal.append(event);
            }
            return journal.file().orElseThrow();
        }
    }

    private static List<Event.Outcome> outcomes(Timeline timeline) {
        return timeline.closings().stream().map(Event.Closed::outcome).toList();
    }
}
