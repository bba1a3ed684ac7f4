package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.cognition.schedule.Limits;
import sacred.cognition.schedule.Scheduler;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;

/**
 * P100: wherever a turn is, a stop ends it at once and closes its connection. The limits
 * in time are far above what it takes, and far below every timeout.
 */
@Timeout(60)
class CancellingTest {

    private static final ModelRef A = ModelRef.parse("a:asked-model");
    private static final int MOST_SECONDS = 5;
    private static final String HEAD = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
    private static final String TEXT = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hel\"}}]}\n\n";

    private final CountDownLatch there = new CountDownLatch(1);
    private final Stagehand hand = new Stagehand();
    private final Wired wired = new Wired();

    @AfterEach
    void close() {
        wired.close();
    }

    @Test
    void beforeTheHeaders() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            there.countDown();
            connection.awaitClose();
        })) {
            assertEquals("", stopped(server).partial());
            server.awaitGone();
        }
    }

    @Test
    void betweenTheHeadersAndTheFirstByte() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD);
            there.countDown();
            connection.awaitClose();
        })) {
            assertEquals("", stopped(server).partial());
            server.awaitGone();
        }
    }

    @Test
    void inTheMiddleOfTheAnswer() throws Exception {
        hand.heard = event -> {
            if (event instanceof Event.Delta) {
                there.countDown();
            }
        };
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + TEXT);
            connection.awaitClose();
        })) {
            assertEquals("Hel", stopped(server).partial());
            server.awaitGone();
        }
    }

    @Test
    void whileOnlySignsOfLifeCome() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + ": ping\n\n: ping\n\n");
            there.countDown();
            connection.awaitClose();
        })) {
            assertEquals("", stopped(server).partial());
            server.awaitGone();
        }
    }

    @Test
    void whileAnAnswerFloodsIn() throws Exception {
        hand.heard = event -> {
            if (event instanceof Event.Delta) {
                there.countDown();
            }
        };
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD);
            for (int i = 0; ; i++) {
                connection.send(TEXT.replace("Hel", "word " + i + " "));
            }
        })) {
            assertTrue(stopped(server).partial().startsWith("word 0 "));
        }
    }

    @Test
    void whileAFailedRequestWaitsToBeRepeated() throws Exception {
        hand.scheduler = new Scheduler(List.of(), System::nanoTime, this::pause);
        try (RawServer server = new RawServer(RawServer.answer(429, "Retry-After: 50\r\n", "{}"))) {
            assertEquals("", stopped(server).partial());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void whileItStandsInLine() throws Exception {
        Scheduler.Line line = new Scheduler.Line(List.of("a"), new Limits(1, Optional.empty()));
        hand.scheduler = new Scheduler(List.of(line), System::nanoTime, this::pause);
        hand.heard = event -> {
            if (event instanceof Event.Waiting) {
                there.countDown();
            }
        };
        try (RawServer server = new RawServer(RawServer.Connection::awaitClose);
                var _ = hand.scheduler.gate("a").enter((_, _) -> {})) {
            assertEquals("", stopped(server).partial());
            assertEquals(0, server.requests().size());
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        there.countDown();
        Thread.sleep(wait);
    }

    /** Stops the turn where it is. */
    private Block.Error stopped(RawServer server) throws Exception {
        wired.at("a", ProviderKind.OPENAI, server.url());
        hand.asked = wired;
        hand.settings = new TurnSettings(A, A, A, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
        CompletableFuture<Event.Outcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(hand.ask("Say hello to Anna."));
            } catch (Exception e) {
                outcome.completeExceptionally(e);
            }
        });
        there.await();

        hand.stop.now(Stop.Reason.CANCELLED);

        assertEquals(Event.Outcome.CANCELLED, outcome.get(MOST_SECONDS, TimeUnit.SECONDS));
        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.CANCELLED, error.error());
        assertEquals("Stopped by you.", error.text());
        return error;
    }
}
