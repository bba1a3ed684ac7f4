package sacred.app.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Said;
import sacred.timeline.Timeline;
import sacred.timeline.Timing;
import sacred.timeline.Usage;
import sacred.timeline.journal.Ulid;

class StatsTest {

    private static final Instant DAY = Instant.parse("2026-11-30T10:00:00Z");
    private static final String ID = "01K00000000000000000ABCDEF";

    private final Stats stats = new Stats(ZoneOffset.UTC, Optional.empty());

    @Test
    @Tag("A2.19")
    void callsAreCountedByModelProviderStageAndDay() {
        stats.add(ID, turn(1, DAY, answered("a:one", 10, 20, "0.5", 100, 1000)));
        stats.add(ID, turn(1, DAY.plusSeconds(86_400), answered("a:two", 1, 2, "0.25", 50, 500)));

        assertEquals(2, stats.turns());
        assertEquals(List.of("a:one", "a:two"), names(Stats.By.MODEL));
        assertEquals(List.of("a"), names(Stats.By.PROVIDER));
        assertEquals(List.of("format"), names(Stats.By.STAGE));
        assertEquals(List.of("2026-11-30", "2026-12-01"), names(Stats.By.DAY));
        Group all = stats.all();
        assertEquals(OptionalLong.of(11), all.usage().input());
        assertEquals(OptionalLong.of(22), all.usage().output());
        assertEquals(Optional.of(new BigDecimal("0.75")), all.cost().usd());
        assertEquals(OptionalLong.of(50), all.firstTokenMs(50));
        assertEquals(OptionalLong.of(1000), all.totalMs(95));
    }

    @Test
    void callsInThePlaceOfALogicalModelAreCountedUnderItsNameToo() {
        Block.Head head = new Block.Head(Ulid.next(DAY), 1, DAY, OptionalLong.of(1), List.of(), Optional.of("team"));
        Block members = new Block.Tool(
                head,
                "team, moa: 1 proposed",
                List.of(),
                List.of(answered("a:one", 10, 20, "0.5", 100, 1000), answered("a:two", 1, 2, "0.25", 50, 500)));
        stats.add(ID, turn(1, DAY, answered("a:one", 10, 20, "0.5", 100, 1000)));
        stats.add(ID, new Timeline(List.of(members), List.of(), Optional.empty()));

        assertEquals(List.of("team"), names(Stats.By.LOGICAL));
        assertEquals(2, stats.by(Stats.By.LOGICAL).getFirst().calls());
        assertEquals(3, stats.all().calls());
    }

    @Test
    void aTurnThatStandsInSeveralTimelinesCountsOnceAndItsCopiesAreNamed() {
        Timeline original = turn(1, DAY, answered("a:one", 10, 20, "0.5", 100, 1000));
        Timeline more = turn(2, DAY, answered("a:one", 1, 2, "0.25", 50, 500));
        List<Block> blocks = new ArrayList<>(original.blocks());
        blocks.addAll(more.blocks());
        List<Event.Closed> ends = new ArrayList<>(original.closings());
        ends.addAll(more.closings());

        stats.add(ID, original);
        stats.add("01K00000000000000000FEDCBA", new Timeline(blocks, ends, Optional.empty()));

        assertEquals(List.of(2L, 2L, 1L), List.of(stats.turns(), stats.all().calls(), stats.copiedTurns()));
        assertEquals(Optional.of(new BigDecimal("0.75")), stats.all().cost().usd());
        assertEquals(2, stats.slowest().size());
        assertEquals(Map.of(Routing.Source.RULES, 2L), stats.routes());
        assertTrue(text().contains("\n1 turn is a copy and counted once\n"), text());
        assertTrue(StatsJson.json(stats).contains("\"copied_turns\":1,"), StatsJson.json(stats));
    }

    @Test
    void whatIsUnknownOfOneCallMakesALowerBoundAndOfAllAQuestionMark() {
        stats.add(ID, turn(1, DAY, unknown("a:one")));
        assertTrue(text().contains("?↑ ?↓ · $?"), text());

        stats.add(ID, turn(1, DAY, answered("a:one", 10, 20, "0.5", 100, 1000)));
        assertTrue(text().contains("10+?↑ 20+?↓ · $0.5+?"), text());
        assertTrue(text().contains("50 % of the counts reported"), text());
    }

    @Test
    void whoWasReplacedIsTheOneThatWasAskedFirst() {
        stats.add(ID, turn(1, DAY, failed("a:one"), answered("b:two", 1, 1, "0", 1, 2)));

        Group one = stats.by(Stats.By.MODEL).getFirst();
        Group two = stats.by(Stats.By.MODEL).getLast();
        assertEquals(List.of(1L, 1L, 0L, 0L), List.of(one.failed(), one.fellBack(), two.failed(), two.fellBack()));
    }

    @Test
    void theMembersOfALogicalModelReplaceNobody() {
        stats.add(ID, turn(1, DAY, as("member", "a:one"), as("member", "b:two"), as("arbiter", "c:three")));

        assertEquals(0, stats.all().fellBack());
    }

    private static Call as(String role, String ref) {
        Call c = answered(ref, 1, 1, "0", 1, 2);
        return new Call(
                c.index(),
                c.model(),
                c.modelAnswered(),
                role,
                c.attempt(),
                c.timing(),
                c.usage(),
                c.cost(),
                c.finish(),
                c.status(),
                c.cache(),
                c.error(),
                c.saved(),
                c.said());
    }

    @Test
    void aDayOnWhichNothingWasAskedHasItsPlaceInTheSparkline() {
        for (int i = 0; i < 8; i++) {
            stats.add(ID, turn(i + 1, DAY, answered("a:one", 1, 1, "0.5", 1, 2)));
        }
        stats.add(ID, turn(9, DAY.plusSeconds(3 * 86_400), unknown("a:one")));

        assertTrue(text().contains("calls a day  █··▁  2026-11-30 to 2026-12-03"), text());
        assertTrue(
                text().contains("cost a day   █···  2026-11-30 to 2026-12-03, the highest $4; what is not known is in"
                        + " no bar"),
                text());
    }

    @Test
    void ofManyDaysTheLastAreShown() {
        stats.add(ID, turn(1, DAY, answered("a:one", 1, 1, "0", 1, 2)));
        stats.add(ID, turn(2, DAY.plusSeconds(400L * 86_400), answered("a:one", 1, 1, "0", 1, 2)));

        assertTrue(text().contains("calls a day  " + "·".repeat(59) + "█  2027-11-06 to 2028-01-04"), text());
    }

    @Test
    void whereRoutingIsOffNobodyRouted() {
        stats.add(ID, turn(1, DAY, answered("a:one", 1, 1, "0", 1, 2)));
        Block.Route route = new Block.Route(head(1, DAY), "", routing(Routing.Source.OFF), List.of());
        stats.add(ID, new Timeline(List.of(route), List.of(), Optional.empty()));

        assertTrue(text().contains("50 % by rules, 50 % by nobody"), text());
    }

    @Test
    void onANarrowScreenNoFigureIsLeftOut() {
        stats.add(ID, turn(1, DAY, failed("a:one"), answered("b:two", 10, 20, "0.5", 100, 1000)));

        String narrow = String.join("\n", StatsText.narrow(stats, Stats.By.MODEL));
        assertTrue(narrow.contains("b:two\n  1 call · 0 failed · 0 fell back · 10↑ 20↓ · $0.5\n"), narrow);
        assertTrue(narrow.contains("  first token p50 100ms, p95 100ms · total p50 1.0s, p95 1.0s"), narrow);
    }

    @Test
    void aFailedCallIsInNoPercentileAndAnAnswerFromTheCacheNeither() {
        stats.add(ID, turn(1, DAY, failed("a:one"), hit("a:one"), answered("a:one", 1, 1, "0", 7, 70)));

        assertEquals(OptionalLong.of(7), stats.all().firstTokenMs(1));
        assertEquals(OptionalLong.of(70), stats.all().totalMs(1));
        assertEquals(1, stats.all().cached());
    }

    @Test
    void aRouteModelThatAlwaysFailsDoesNotLookHealthy() {
        stats.add(ID, turn(1, DAY, answered("a:one", 1, 1, "0", 1, 2)));
        Block.Route route =
                new Block.Route(head(1, DAY), "", routing(Routing.Source.RULES), List.of(failed("r:routes")));
        stats.add(ID, new Timeline(List.of(route), List.of(), Optional.empty()));

        assertTrue(text().contains("routes 100 % by rules; 1 fell back from the model to the rules"), text());
    }

    @Test
    void earlierTurnsDoNotCount() {
        Stats recent = new Stats(ZoneOffset.UTC, Optional.of(DAY.plusSeconds(1)));
        recent.add(ID, turn(1, DAY, answered("a:one", 1, 1, "0", 1, 2)));

        assertEquals(0, recent.turns());
        assertEquals(0, recent.all().calls());
    }

    @Test
    @Tag("A2.19")
    void theSlowestAndTheDearestComeFirstAndAreFew() {
        for (int i = 1; i <= 9; i++) {
            stats.add(ID, turn(i, DAY, answered("a:one", 1, 1, "0.0" + i, 1, i * 100)));
        }

        assertEquals(
                List.of(9, 8, 7, 6, 5),
                stats.slowest().stream().map(Stats.Turn::number).toList());
        assertEquals(
                List.of(9, 8, 7, 6, 5),
                stats.dearest().stream().map(Stats.Turn::number).toList());
    }

    @Test
    @Tag("A2.20")
    void jsonSaysNullForWhatNobodyKnows() throws IOException {
        stats.add(ID, turn(1, DAY, unknown("a:one")));

        JsonNode all = new ObjectMapper().readTree(StatsJson.json(stats)).get("all");

        assertTrue(all.get("input").isNull()
                && all.get("cost_usd").isNull()
                && all.get("ttft_ms_p50").isNull());
        assertEquals(1, all.get("calls").intValue());
    }

    @Test
    void aNameThatASpreadsheetWouldRunIsText() {
        stats.add(ID, turn(1, DAY, answered("=cmd:\"x\"", 1, 1, "0", 1, 2)));

        assertEquals(
                "\"'=cmd:\"\"x\"\"\",1,0,0,0,0,1,1,1,0,1,1,2,2",
                StatsJson.csv(stats, Stats.By.MODEL).getLast());
    }

    @Property
    void aPercentileIsOneOfTheValuesAndSoManyAreNotAbove(
            @ForAll @Size(min = 1, max = 50) List<@IntRange(max = 1000) Integer> values,
            @ForAll @IntRange(min = 1, max = 100) int percent) {
        Times times = new Times();
        values.forEach(times::add);

        long found = times.percentile(percent).orElseThrow();

        assertTrue(values.contains((int) found));
        long notAbove = values.stream().filter(v -> v <= found).count();
        long below = values.stream().filter(v -> v < found).count();
        assertTrue(notAbove * 100 >= (long) percent * values.size());
        assertTrue(below * 100 < (long) percent * values.size());
    }

    private String text() {
        return String.join("\n", StatsText.lines(stats, Stats.By.MODEL));
    }

    private List<String> names(Stats.By by) {
        return stats.by(by).stream().map(Group::name).sorted().toList();
    }

    private static Timeline turn(int number, Instant at, Call... calls) {
        long total = List.of(calls).getLast().timing().durationMs().orElseThrow();
        Block.Input input = new Block.Input(head(number, at), "ask");
        Block.Route route = new Block.Route(head(number, at), "", routing(Routing.Source.RULES), List.of());
        Block.Format format = new Block.Format(head(number, at), "answer", List.of(calls), List.of());
        Event.Closed end = new Event.Closed(
                number,
                "id",
                at,
                Event.Outcome.OK,
                OptionalLong.of(total),
                Usage.NONE,
                Cost.sum(List.of(calls).stream().map(Call::cost).toList()));
        return new Timeline(List.of(input, route, format), List.of(end), Optional.empty());
    }

    private static Routing routing(Routing.Source source) {
        return new Routing(source, "direct", "ask", Map.of(), List.of(), "");
    }

    private static Block.Head head(int turn, Instant at) {
        return new Block.Head(Ulid.next(at), turn, at, 1);
    }

    private static Call answered(String ref, long in, long out, String usd, long first, long total) {
        Usage usage = new Usage(
                OptionalLong.of(in),
                OptionalLong.of(out),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                Set.of(),
                Optional.empty());
        return call(ref, new Timing(0, OptionalLong.of(first), total), usage, Cost.of(new BigDecimal(usd)), Call.MISS);
    }

    private static Call unknown(String ref) {
        return call(ref, new Timing(0, OptionalLong.empty(), 5), Usage.UNKNOWN, Cost.UNKNOWN, Call.MISS);
    }

    private static Call hit(String ref) {
        return call(ref, new Timing(0, OptionalLong.of(0), 0), Usage.NONE, Cost.NOTHING, Call.HIT);
    }

    private static Call failed(String ref) {
        Call.Failure why = new Call.Failure(ErrorKind.SERVER, "no", OptionalInt.of(500), true);
        return call(
                ref,
                new Timing(0, OptionalLong.empty(), 5000),
                Usage.UNKNOWN,
                Cost.UNKNOWN,
                Call.MISS,
                Call.Status.FAILED,
                Optional.of(why));
    }

    private static Call call(String ref, Timing timing, Usage usage, Cost cost, String cache) {
        return call(ref, timing, usage, cost, cache, Call.Status.OK, Optional.empty());
    }

    private static Call call(
            String ref,
            Timing timing,
            Usage usage,
            Cost cost,
            String cache,
            Call.Status status,
            Optional<Call.Failure> failure) {
        return new Call(
                0,
                ModelRef.parse(ref),
                Optional.empty(),
                "format",
                1,
                timing,
                usage,
                cost,
                Optional.empty(),
                status,
                cache,
                failure,
                Optional.empty(),
                Said.NOTHING);
    }
}
