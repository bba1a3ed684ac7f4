package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import sacred.cognition.schedule.Breakers;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;

/**
 * The catalogue of what providers do wrong, as whole turns against real bytes: how many requests a fault causes, what the
 * user is told, how long is waited, what is kept, who stands in and whether it counts for the breaker.
 */
@Timeout(60)
class FaultsTest {

    private static final ModelRef A = ModelRef.parse("a:asked-model");
    private static final ModelRef B = ModelRef.parse("b:stands-in");
    private static final Duration SLACK = Duration.ofSeconds(2);
    private static final int OPENS_THE_BREAKER = 3;

    /**
     * @param wire see {@link WireScript}
     * @param requests how many the fault causes at its own provider
     * @param outcome {@code ok}, or the kind of the error
     * @param text of the answer, or of the part of it that is kept; its beginning, where it ends with …
     * @param told a part of the message; for an answer its counts, {@code ?} for unknown
     * @param waitMs the first wait before a request is repeated; empty when nothing is said of it
     * @param counted how many of the requests count against the model
     */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "faults.txt", delimiter = '|', quoteCharacter = '`', maxCharsPerColumn = 100_000)
    void aFaultCausesWhatTheCatalogueSays(
            String id,
            String kind,
            String wire,
            int requests,
            String outcome,
            String text,
            String told,
            Long waitMs,
            int counted)
            throws IOException {
        ProviderKind provider = ProviderKind.ofWire(kind).orElseThrow();
        WireScript script = new WireScript(provider);
        try (RawServer server = new RawServer(script.of(wire));
                Wired wired = new Wired().at("a", provider, server.url())) {
            Stagehand hand = hand(wired, List.of(), script);

            hand.ask("Say hello to Anna.");

            assertEquals(requests, server.requests().size(), "requests");
            assertEquals(requests, hand.calls().size(), "calls");
            Block last = hand.timeline.blocks().getLast();
            if (outcome.equals("ok")) {
                assertAnswer(last, text, told);
            } else {
                assertError(last, outcome, text, told);
            }
            assertWaits(waitMs, hand.waits);
            assertFalse(hand.events.toString().contains(Wired.KEY), "a key");
            assertFalse(hand.timeline.blocks().toString().contains("<html"), "HTML of a page");
            assertEquals(counted, counted(hand), "counted against the model");
        }
        assertStandIn(provider, wire, requests, outcome, text);
    }

    /** The same fault where another model may answer: it does unless a part of the answer was seen. */
    private static void assertStandIn(ProviderKind provider, String wire, int requests, String outcome, String text)
            throws IOException {
        WireScript script = new WireScript(provider);
        try (RawServer server = new RawServer(script.of(wire));
                RawServer other =
                        new RawServer(new WireScript(ProviderKind.OPENAI).of("stream text:from~b stop usage done"));
                Wired wired = new Wired().at("a", provider, server.url()).at("b", ProviderKind.OPENAI, other.url())) {
            Stagehand hand = hand(wired, List.of(B), script);

            hand.ask("Say hello to Anna.");

            boolean standsIn = !outcome.equals("ok") && text == null;
            assertEquals(requests, server.requests().size(), "requests where another may answer");
            assertEquals(standsIn ? 1 : 0, other.requests().size(), "requests to the fallback");
            if (standsIn) {
                Block.Format answer = hand.only(Block.Format.class);
                assertEquals("from b", answer.text());
                String note = answer.head().notes().getLast();
                assertTrue(note.endsWith("Asking the fallback b:stands-in."), note);
            }
        }
    }

    private static Stagehand hand(Wired wired, List<ModelRef> fallback, WireScript script) {
        Stagehand hand = new Stagehand();
        hand.heard = event -> {
            if (event instanceof Event.Delta) {
                script.heard.release();
            }
        };
        hand.asked = wired;
        hand.settings =
                new TurnSettings(Stagehand.ROUTES, A, A, fallback, TurnSettings.Mode.RULES, Duration.ofSeconds(60));
        return hand;
    }

    private static void assertAnswer(Block last, String text, String told) {
        Block.Format answer = assertFormat(last);
        assertEquals(text, answer.text());
        Call call = answer.calls().getLast();
        assertEquals(Optional.of("answering-model"), call.modelAnswered());
        if (told != null) {
            assertEquals(
                    told, count(call.usage().input()) + "/" + count(call.usage().output()));
        }
    }

    private static Block.Format assertFormat(Block block) {
        if (block instanceof Block.Format format) {
            return format;
        }
        throw new AssertionError("no answer: " + block.text());
    }

    private static String count(OptionalLong n) {
        return n.isPresent() ? String.valueOf(n.getAsLong()) : "?";
    }

    private static void assertError(Block last, String kind, String partial, String told) {
        assertTrue(last instanceof Block.Error, last.text());
        Block.Error error = (Block.Error) last;
        assertEquals(kind, error.error().wire(), error.text());
        if (partial != null && partial.endsWith("…")) {
            assertTrue(error.partial().startsWith(partial.substring(0, partial.length() - 1)), error.partial());
        } else {
            assertEquals(partial == null ? "" : partial, error.partial());
        }
        assertTrue(error.text().contains(told), error.text());
        assertTrue(error.text().startsWith("a:asked-model: "), error.text());
        assertFalse(error.text().contains("null"), error.text());
        assertTrue(error.text().length() < 700, error.text());
    }

    private static void assertWaits(Long atLeastMs, List<Duration> waits) {
        if (atLeastMs == null) {
            return;
        }
        Duration least = Duration.ofMillis(atLeastMs);
        assertFalse(waits.isEmpty(), "no wait");
        assertTrue(waits.getFirst().compareTo(least) >= 0, waits.toString());
        assertTrue(waits.getFirst().compareTo(least.plus(SLACK)) <= 0, waits.toString());
    }

    /** After an answer a model is as good as any; else as many failures as the breaker lacks to its opening are not counted. */
    private static int counted(Stagehand hand) {
        Breakers breakers = hand.scheduler.breakers();
        Optional<Breakers.Objection> against = breakers.against(A);
        if (hand.timeline.blocks().getLast() instanceof Block.Format || against.isPresent()) {
            return against.filter(why -> why.kind() != ErrorKind.AUTH).isPresent() ? OPENS_THE_BREAKER : 0;
        }
        int lacking = 0;
        while (breakers.against(A).isEmpty()) {
            breakers.asked(A);
            breakers.failed(A, ErrorKind.SERVER);
            lacking++;
        }
        return OPENS_THE_BREAKER - lacking;
    }
}
