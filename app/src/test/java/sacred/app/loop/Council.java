package sacred.app.loop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.Timing;
import sacred.timeline.Usage;

/** A consortium with a good, a failing, a slow and a garbage member, as its turn goes by. Every fact of it is made up here. */
final class Council {

    private static final ModelRef GOOD = ModelRef.parse("ollama:llama3.1:8b");
    private static final ModelRef OTHER = ModelRef.parse("openai:gpt-4.1-mini");
    private static final ModelRef FAILING = ModelRef.parse("groq:llama-3.3-70b");
    private static final ModelRef GARBAGE = ModelRef.parse("local:tiny");
    private static final ModelRef ARBITER = ModelRef.parse("anthropic:claude-haiku-4-5");

    private static final String FIRST = """
        Whether P equals NP is an open question of complexity theory. Most researchers believe that the classes differ. \
        No proof technique that is known today separates them. Relativization and natural proofs are barriers.

        <confidence>0.8</confidence>\
        """;
    private static final String SECOND = """
        Whether P equals NP remains an open question. Most researchers believe the two classes differ. \
        A proof of equality would break public key cryptography.

        <confidence>0.9</confidence>\
        """;
    private static final String THIRD = "lorem lorem ipsum <|im_end|> } ] null null";
    private static final String VERDICT = """
        <synthesis_output>
        <synthesis>P versus NP is open; most expect that they differ.</synthesis>
        <confidence>%s</confidence>
        <analysis>Two answers agree on the state of the question, the third says nothing.</analysis>
        <dissent>One member alone names cryptography.</dissent>
        <needs_iteration>%s</needs_iteration>
        <refinement_areas>
        <area>Name the barriers to a proof.</area>
        <area>Say what equality would mean in practice.</area>
        </refinement_areas>
        </synthesis_output>\
        """;

    private final Sight sight;
    private final List<Call> calls = new ArrayList<>();

    private Council(Sight sight) {
        this.sight = sight;
    }

    /** Stopped in the first round, when one had failed. */
    static void stopped(Sight sight) {
        Council council = new Council(sight).begins().round(1, false);
        sight.seals(new Block.Error(
                        sight.head(4_200),
                        "Stopped by you.",
                        Stage.TOOL,
                        ErrorKind.CANCELLED,
                        true,
                        "",
                        List.of(),
                        council.calls,
                        List.of()))
                .closes(Event.Outcome.CANCELLED);
    }

    /** In the first round, when nobody has answered yet but one. */
    static Council atWork(Sight sight) {
        return new Council(sight).begins().round(1, false);
    }

    /** The members have answered, and the arbiter writes. */
    static void arbiterAtWork(Sight sight) {
        Council council = new Council(sight).begins();
        council.round(1, true);
        council.starts(ARBITER, "arbiter", OptionalInt.empty(), 1);
        council.says(4, "<synthesis_output>\n<synthesis>P versus NP is open; most");
        sight.after(1200);
    }

    static void fiftyAtWork(Sight sight) {
        Council council = new Council(sight).begins();
        for (int i = 1; i <= 50; i++) {
            council.starts(OTHER, "member", OptionalInt.of(i), 1);
        }
        council.ends(0, FIRST, 3200, 0.8);
        council.says(7, "The question is open.");
        sight.after(4100);
    }

    /** Two rounds, to the end of the turn. */
    static void answers(Sight sight) {
        Council council = new Council(sight).begins();
        council.round(1, true).verdict("0.6", "true");
        council.round(2, true).verdict("0.85", "false");
        council.seals();
    }

    /** The first of those who are at work has answered. */
    Council oneAnswers() {
        ends(0, FIRST, 3200, 0.8);
        return this;
    }

    /** All that still follows after {@link #atWork} and {@link #oneAnswers}. */
    Council theOthersAnswer() {
        ends(1, SECOND, 4100, 0.9);
        ends(3, THIRD, 900, -1);
        verdict("0.85", "false");
        return seals();
    }

    private Council seals() {
        Block.Tool block = new Block.Tool(
                sight.head(15_400), "P versus NP is open; most expect that they differ.", List.of(), calls);
        sight.seals(block).happened(new Event.Started(1, Stage.FORMAT));
        sight.seals(new Block.Format(sight.head(0), block.text(), List.of(), List.of()))
                .closes(Event.Outcome.OK);
        return this;
    }

    /** One member alone, of which it is known when its words arrived. */
    static void answersInPieces(Sight sight) {
        Council council = new Council(sight).begins();
        council.starts(GOOD, "member", OptionalInt.empty(), 1);
        council.ends(0, FIRST, 3200, 0.8);
        Call call = council.calls.getFirst();
        Said said = call.said();
        int half = 100;
        List<Pace> pace = List.of(new Pace(240, half), new Pace(1600, FIRST.length() - half));
        Said heard = new Said(
                said.prompt(),
                said.text(),
                said.reasoning(),
                said.instance(),
                said.iteration(),
                said.within(),
                said.confidence(),
                pace);
        Call whole = call(0, call.model(), call.role(), heard, 3200, Call.Status.OK, Optional.empty());
        sight.seals(new Block.Tool(sight.head(3_300), "Open.", List.of(), List.of(whole)))
                .closes(Event.Outcome.OK);
    }

    /** One member, which was asked again. */
    static void answersAtTheSecondAttempt(Sight sight) {
        Council council = new Council(sight).begins();
        council.starts(FAILING, "member", OptionalInt.empty(), 1);
        council.fails(0);
        council.starts(FAILING, "member", OptionalInt.empty(), 1);
        council.ends(1, FIRST, 900, 0.8);
        Call again = council.calls.get(1);
        council.calls.set(
                1,
                new Call(
                        1,
                        again.model(),
                        again.modelAnswered(),
                        again.role(),
                        2,
                        again.timing(),
                        again.usage(),
                        again.cost(),
                        again.finish(),
                        again.status(),
                        again.cache(),
                        again.error(),
                        again.saved(),
                        again.said()));
        sight.seals(new Block.Tool(sight.head(1_300), "Open.", List.of(), council.calls));
    }

    /** One member is a model, another one a logical model over two. */
    static void answersWithOneInsideOfAnother(Sight sight) {
        Council council = new Council(sight).begins();
        council.starts(GOOD, "proposer", OptionalInt.empty(), 1);
        council.starts(OTHER, "proposer/sample", OptionalInt.of(1), 1);
        council.starts(OTHER, "proposer/sample", OptionalInt.of(2), 1);
        council.ends(0, FIRST, 3200, -1);
        council.ends(1, "It is 42.", 900, -1);
        council.ends(2, "It is 41.", 900, -1);
        sight.seals(new Block.Tool(sight.head(3_200), "Open.", List.of(), council.calls));
    }

    private Council begins() {
        sight.asks("Is P equal to NP?").routes();
        sight.happened(new Event.Started(1, Stage.TOOL));
        return this;
    }

    private Council round(int number, boolean toTheEnd) {
        int first = calls.size();
        starts(GOOD, "member", OptionalInt.of(1), number);
        starts(OTHER, "member", OptionalInt.empty(), number);
        starts(FAILING, "member", OptionalInt.empty(), number);
        starts(GARBAGE, "member", OptionalInt.empty(), number);
        sight.after(300);
        says(first, FIRST.substring(0, 120));
        sight.happened(new Event.Delta(1, first + 1, "The user asks for the state of the art.", true));
        fails(first + 2);
        sight.after(3800);
        if (toTheEnd) {
            ends(first, FIRST, 3200, 0.8);
            ends(first + 1, SECOND, 4100, 0.9);
            ends(first + 3, THIRD, 900, -1);
        }
        return this;
    }

    private void verdict(String confidence, String again) {
        int index = calls.size();
        int round = calls.getLast().said().iteration().orElseThrow();
        starts(ARBITER, "arbiter", OptionalInt.empty(), round);
        ends(index, VERDICT.formatted(confidence, again), 1400, Double.parseDouble(confidence));
    }

    private void starts(ModelRef model, String role, OptionalInt instance, int round) {
        int index = calls.size();
        sight.happened(new Event.CallStarted(
                1, index, model, role, 1, instance, OptionalInt.of(round), OptionalInt.empty(), false));
        Said said = new Said(
                Optional.empty(),
                Optional.of(""),
                Optional.empty(),
                instance,
                OptionalInt.of(round),
                OptionalDouble.empty());
        calls.add(call(index, model, role, said, 0, Call.Status.CANCELLED, Optional.empty()));
    }

    private void says(int index, String text) {
        sight.happened(new Event.Delta(1, index, text, false));
    }

    private void ends(int index, String text, long durationMs, double confidence) {
        Call begun = calls.get(index);
        Said said = new Said(
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                begun.said().instance(),
                begun.said().iteration(),
                confidence < 0 ? OptionalDouble.empty() : OptionalDouble.of(confidence));
        end(call(index, begun.model(), begun.role(), said, durationMs, Call.Status.OK, Optional.empty()));
    }

    private void fails(int index) {
        Call begun = calls.get(index);
        Call.Failure failure =
                new Call.Failure(ErrorKind.RATE_LIMITED, "groq asks for a pause of 12 s.", OptionalInt.of(429), true);
        end(call(index, begun.model(), begun.role(), begun.said(), 300, Call.Status.FAILED, Optional.of(failure)));
    }

    private void end(Call call) {
        calls.set(call.index(), call);
        sight.happened(new Event.CallEnded(1, call));
    }

    private static Call call(
            int index,
            ModelRef model,
            String role,
            Said said,
            long durationMs,
            Call.Status status,
            Optional<Call.Failure> failure) {
        boolean ok = status == Call.Status.OK;
        Usage usage = new Usage(
                OptionalLong.of(212),
                OptionalLong.of(311),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                Usage.Source.REPORTED,
                Set.of(),
                Optional.empty());
        int round = said.iteration().orElse(1);
        long start = 320 + (round - 1) * 6_000L + (role.equals("arbiter") ? 4_200 : 0);
        return new Call(
                index,
                model,
                Optional.empty(),
                role,
                1,
                new Timing(start, ok ? OptionalLong.of(240) : OptionalLong.empty(), durationMs),
                ok ? usage : Usage.UNKNOWN,
                ok ? Cost.of(new BigDecimal("0.0003")) : Cost.UNKNOWN,
                ok ? Optional.of("stop") : Optional.empty(),
                status,
                Call.MISS,
                failure,
                Optional.empty(),
                said);
    }
}
