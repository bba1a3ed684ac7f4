package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sacred.timeline.ModelRef;

class NestingTest {

    private final Map<ModelRef, LogicalModel> all = new HashMap<>();

    private ModelRef define(String name, Strategy strategy, String... members) {
        List<LogicalModel.Seat> seats = List.of(members).stream()
                .map(m -> new LogicalModel.Seat(m.contains(":") ? ModelRef.parse(m) : ModelRef.logical(m), 2))
                .toList();
        all.put(ModelRef.logical(name), new LogicalModel(name, strategy, seats, Map.of(), Options.USUAL));
        return ModelRef.logical(name);
    }

    private Optional<String> complaint(ModelRef ref) {
        return Nesting.complaint(ref, r -> Optional.ofNullable(all.get(r)));
    }

    @Test
    @Tag("A2.02")
    void threeDeepIsAllowedAndFourIsNot() {
        define("c", new Vote(), "p:x");
        define("b", new Vote(), "c", "c");
        ModelRef three = define("a", new Vote(), "b", "p:x");
        ModelRef four = define("z", new Vote(), "a");

        assertEquals(Optional.empty(), complaint(three));
        assertEquals(Optional.empty(), complaint(ModelRef.parse("p:x")));
        assertTrue(complaint(four).orElseThrow().contains("3 deep, not deeper: z -> a -> b -> c"));
    }

    @Test
    @Tag("A2.02")
    void aCycleIsNamed() {
        define("b", new Vote(), "a");
        ModelRef a = define("a", new Vote(), "b");

        assertEquals(Optional.of("a contains itself: a -> b -> a."), complaint(a));
    }

    @Test
    void aNameThatLeadsNowhereIsNamed() {
        assertEquals(Optional.of("\"b\" is no logical model."), complaint(define("a", new Vote(), "b")));
    }

    @Test
    void thePlanOfNestedModelsCountsWhatIsAskedInTheirPlace() {
        define("inner", new Think(), "p:x");
        ModelRef outer = define("outer", new MixtureOfAgents(), "inner", "p:y");

        Plan plan = Plan.of(all.get(outer), r -> Optional.ofNullable(all.get(r)));

        assertEquals(
                List.of(
                        "proposer/thinker",
                        "proposer/answerer",
                        "proposer",
                        "aggregator/thinker",
                        "aggregator/answerer"),
                plan.steps().stream().map(Plan.Step::role).toList());
        assertEquals(new Plan.Calls(5, 8, 8), plan.calls());
    }

    @Test
    @Tag("A2.03")
    void everyStrategyHasANameOfItsOwnAndIsFoundByIt() {
        assertEquals(
                List.of("moa", "self-moa", "vote", "think", "refine", "consortium", "fusion", "cascade"),
                Strategies.names());
        Strategies.ALL.forEach(s -> assertEquals(Optional.of(s), Strategies.find(s.name())));
    }

    /** Four times itself at every level: a vote of eight, and fourteen judgements of ties between them. */
    private ModelRef voteOf(String name, String member, int count) {
        boolean single = member.contains(":");
        ModelRef ref = single ? ModelRef.parse(member) : ModelRef.logical(member);
        all.put(
                ModelRef.logical(name),
                new LogicalModel(
                        name, new Vote(), List.of(new LogicalModel.Seat(ref, count)), Map.of(), Options.USUAL));
        return ModelRef.logical(name);
    }

    @Test
    @Tag("A2.02")
    void moreRequestsThanAreAllowedInAllAreRefusedWithTheirNumber() {
        voteOf("c", "p:x", 4);
        voteOf("b", "c", 4);
        ModelRef a = voteOf("a", "b", 4);
        assertEquals(Optional.empty(), complaint(a));

        voteOf("b", "c", 5);

        assertEquals(
                Optional.of("a would make up to 1,300 requests for one question, and 1,000 are allowed: fewer"
                        + " instances, iterations or logical models inside of it make fewer."),
                complaint(a));
    }

    @Test
    void aNumberOfRequestsThatNobodyCanCountIsRefusedAsWell() {
        voteOf("c", "p:x", 64);
        voteOf("b", "c", 64_000);
        ModelRef a = voteOf("a", "b", 64_000);

        assertTrue(
                complaint(a).orElseThrow().contains("up to 2,147,483,647 requests"),
                complaint(a).toString());
    }
}
