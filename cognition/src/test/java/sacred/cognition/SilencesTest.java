package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.ProviderKind;
import sacred.providers.Timeouts;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;

/** Servers that take their time: nobody waits without being told, and no wait is without an end. */
@Timeout(60)
class SilencesTest {

    private static final ModelRef A = ModelRef.parse("a:asked-model");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";

    private final Semaphore heard = new Semaphore(0);
    private final CountDownLatch told = new CountDownLatch(1);
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void whatIsWaitedForByDefault() {
        Timeouts usual = Timeouts.DEFAULT;
        assertEquals(
                List.of(10L, 120L, 45L, 90L, 600L),
                List.of(
                        usual.connect().toSeconds(),
                        usual.firstByte().toSeconds(),
                        usual.notice().toSeconds(),
                        usual.idle().toSeconds(),
                        usual.content().toSeconds()));
        assertEquals(600, Timeouts.OLLAMA.firstByte().toSeconds());
    }

    @Test
    void p38AModelThatIsBeingLoadedIsWaitedForOnOneConnectionAndThatIsSaid() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            told.await();
            connection.send(HEAD + "{\"message\":{\"content\":\"hi\"},\"done\":false}\n{\"done\":true}\n");
        })) {
            Stagehand hand = ask(server, ProviderKind.OLLAMA, new Timeouts(LONG, LONG, SHORT));

            assertEquals("hi", hand.only(Block.Format.class).text());
            assertEquals(1, server.requests().size());
            assertEquals(List.of("a has said nothing for 100 ms; it may still be loading the model"), whys(hand));
        }
    }

    @Test
    void p38AModelThatIsNeverLoadedIsAskedOnce() throws Exception {
        try (RawServer server = new RawServer(RawServer.Connection::awaitClose)) {
            Stagehand hand = ask(server, ProviderKind.OLLAMA, new Timeouts(LONG, SHORT, LONG));

            assertError(hand, ErrorKind.TIMEOUT, "", "sent nothing for 200 ms");
            assertEquals(1, server.requests().size());
            server.awaitGone();
        }
    }

    @Test
    void p51AServerThatIsSilentFromTheBeginningIsAskedThreeTimes() throws Exception {
        try (RawServer server = new RawServer(RawServer.Connection::awaitClose)) {
            Stagehand hand = ask(server, ProviderKind.OPENAI, new Timeouts(LONG, SHORT, LONG));

            assertError(hand, ErrorKind.TIMEOUT, "", "sent nothing for 200 ms");
            assertEquals(3, server.requests().size());
        }
    }

    @Test
    void p52AStallInTheMiddleIsToldAtHalfTimeAndEndsTheAnswer() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + text("Hel"));
            connection.awaitClose();
        })) {
            Stagehand hand = ask(server, ProviderKind.OPENAI, new Timeouts(LONG, LONG, SHORT));

            assertError(hand, ErrorKind.TIMEOUT, "Hel", "stopped in the middle of the answer");
            assertEquals(1, server.requests().size());
            Event.Waiting waiting = waits(hand).getFirst();
            assertEquals("a has said nothing more for 100 ms", waiting.why());
            assertEquals(Duration.ofMillis(100), waiting.left().orElseThrow());
            server.awaitGone();
        }
    }

    @Test
    void p53AServerThatIsSlowButAliveIsNeverLeft() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD);
            for (int i = 0; i < 40; i++) {
                nanos.addAndGet(Duration.ofSeconds(30).toNanos());
                connection.send(text("x"));
                heard.acquire();
            }
            connection.send("data: [DONE]\n\n");
        })) {
            Stagehand hand = ask(server, ProviderKind.OPENAI, Timeouts.DEFAULT);

            assertEquals("x".repeat(40), hand.only(Block.Format.class).text());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void aSilenceIsToldInSeconds() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + text("Hel"));
            heard.acquire();
            nanos.addAndGet(Duration.ofMillis(45_003).toNanos());
            connection.send(": ping\n\n");
            told.await();
            connection.send(text("lo") + "data: [DONE]\n\n");
        })) {
            Stagehand hand = ask(server, ProviderKind.OPENAI, Timeouts.DEFAULT);

            assertEquals("Hello", hand.only(Block.Format.class).text());
            assertEquals(List.of("a has said nothing more for 45 s"), whys(hand));
        }
    }

    @Test
    void p55AServerThatOnlySaysThatItIsAliveIsLeftAfterTenMinutes() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + text("Hel"));
            heard.acquire();
            for (int minute = 0; minute <= 10; minute++) {
                nanos.addAndGet(Duration.ofMinutes(1).toNanos());
                connection.send(": ping\n\n");
                told.await();
            }
            connection.awaitClose();
        })) {
            Stagehand hand = ask(server, ProviderKind.OPENAI, Timeouts.DEFAULT);

            assertError(hand, ErrorKind.TIMEOUT, "Hel", "alive for 600 s without a piece of an answer");
            assertEquals(1, server.requests().size());
            assertEquals(List.of("a has said nothing more for 60 s"), whys(hand));
            server.awaitGone();
        }
    }

    @Test
    void p55PingsBeforeTheFirstWordAreNotAskedForAgain() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + ": ping\n\n");
            nanos.addAndGet(Duration.ofMinutes(1).toNanos());
            connection.send(": ping\n\n");
            told.await();
            nanos.addAndGet(Duration.ofMinutes(10).toNanos());
            connection.send(": ping\n\n");
            connection.awaitClose();
        })) {
            assertError(ask(server, ProviderKind.OPENAI, Timeouts.DEFAULT), ErrorKind.TIMEOUT, "", "content_s");
            assertEquals(1, server.requests().size());
        }
    }

    private Stagehand ask(RawServer server, ProviderKind kind, Timeouts timeouts) throws Exception {
        boolean virtual = timeouts == Timeouts.DEFAULT;
        try (Wired wired = (virtual ? new Wired(nanos::get) : new Wired())
                .waiting(timeouts)
                .at("a", kind, server.url())) {
            Stagehand hand = new Stagehand();
            hand.asked = wired;
            hand.settings = new TurnSettings(A, A, A, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
            hand.heard = event -> {
                if (event instanceof Event.Waiting waiting && !waiting.why().isEmpty()) {
                    told.countDown();
                } else if (event instanceof Event.Delta) {
                    heard.release();
                }
            };
            hand.ask("Say hello to Anna.");
            return hand;
        }
    }

    private static void assertError(Stagehand hand, ErrorKind kind, String partial, String said) {
        Block.Error error = hand.only(Block.Error.class);
        assertEquals(kind, error.error(), error.text());
        assertEquals(partial, error.partial());
        assertTrue(error.text().contains(said), error.text());
    }

    private static List<Event.Waiting> waits(Stagehand hand) {
        return hand.events.stream()
                .filter(Event.Waiting.class::isInstance)
                .map(Event.Waiting.class::cast)
                .filter(waiting -> !waiting.why().isEmpty())
                .toList();
    }

    private static List<String> whys(Stagehand hand) {
        return waits(hand).stream().map(Event.Waiting::why).toList();
    }

    private static String text(String piece) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + piece + "\"}}]}\n\n";
    }
}
