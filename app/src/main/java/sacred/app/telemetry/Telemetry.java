package sacred.app.telemetry;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import sacred.providers.wire.Connections;
import sacred.providers.wire.WireException;
import sacred.timeline.Event;
import sacred.timeline.Timeline;

/**
 * Tells a collector of every turn that ended, one request a turn. A turn never waits for it and never fails by it: what the
 * collector does not take in time is lost, counted, and said by {@link #described}. A collector that is busy or cannot be reached
 * is told again, after the pause that it asks for or one that doubles. What it is handed has passed the wall of secrets.
 *
 * <p>Any thread may tell. {@link #close} blocks, for {@value #PATIENCE_MILLIS} ms at most, until what was told has gone out; it
 * ends the pauses.
 */
public final class Telemetry implements AutoCloseable {

    private static final String PATH = "/v1/traces";
    /** Turns that wait; more is a collector that takes nothing. */
    private static final int MOST_WAITING = 64;

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final long PATIENCE_MILLIS = 2_000;
    private static final int LONGEST_ANSWER = 100_000;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_SUCCESS = 200;
    /** As the protocol has it: what else a collector refuses it refuses again. */
    private static final Set<Integer> BUSY = Set.of(429, 502, 503, 504);

    private static final int ATTEMPTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    /** A collector that wants a longer one is not waited for. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI collector;
    private final boolean content;
    private final Connections connections;
    private final Consumer<String> log;
    private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final CountDownLatch done = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Rest rest;
    /** Guards what follows. */
    private final Object lock = new Object();

    private Optional<Thread> sender = Optional.empty();
    private boolean closed;
    private long handed;
    private long sent;
    private long lost;
    private String problem = "";

    private sealed interface Message {
        record Turn(Ended ended) implements Message {}

        record End() implements Message {}
    }

    /** Between two attempts; in a test nobody waits. */
    interface Rest {
        /** @param closing ends it, too */
        void between(CountDownLatch closing, Duration pause) throws InterruptedException;
    }

    /**
     * @param collector its address, without the path of traces
     * @param content whether prompts and answers are told
     * @param log gets a line for what is lost
     */
    public Telemetry(URI collector, boolean content, Connections connections, Consumer<String> log) {
        this(
                collector,
                content,
                connections,
                log,
                (closing, pause) -> closing.await(pause.toMillis(), TimeUnit.MILLISECONDS));
    }

    Telemetry(URI collector, boolean content, Connections connections, Consumer<String> log, Rest rest) {
        this.rest = rest;
        this.collector = collector;
        this.content = content;
        this.connections = connections;
        this.log = log;
    }

    /**
     * Tells of the turn that the event closed. Does not block.
     *
     * @param id of the timeline
     * @param after the timeline with that turn at its end
     */
    public void turn(String id, Timeline after, Event.Closed end) {
        Optional<Ended> ended = Ended.of(id, after, end);
        if (ended.isEmpty()) {
            return;
        }
        int spans = Spans.count(ended.get());
        synchronized (lock) {
            handed += spans;
            if (closed || !waiting.offer(new Message.Turn(ended.get()))) {
                lost(spans, closed ? "it came too late" : "the collector is too slow");
                return;
            }
            if (sender.isEmpty()) {
                sender = Optional.of(Thread.ofVirtual().name("telemetry").start(this::send));
            }
        }
    }

    private void send() {
        try {
            while (waiting.take() instanceof Message.Turn turn) {
                send(turn.ended());
            }
        } catch (InterruptedException e) {
            // the program ends and waits no longer: what is left is lost, which close counts
        } finally {
            done.countDown();
        }
    }

    /**
     * What came of one attempt.
     *
     * @param refused spans
     * @param pause after which it may be tried again; empty where it may not
     */
    private record Attempt(int refused, String why, Optional<Duration> pause) {}

    private void send(Ended ended) throws InterruptedException {
        int spans = Spans.count(ended);
        for (int tried = 1; ; tried++) {
            boolean last = tried == ATTEMPTS || closing.getCount() == 0;
            Attempt attempt = attempt(ended, spans, FIRST_PAUSE.multipliedBy(1L << (tried - 1)));
            if (last || attempt.pause().isEmpty()) {
                synchronized (lock) {
                    sent += spans - attempt.refused();
                    if (attempt.refused() > 0) {
                        lost(attempt.refused(), attempt.why());
                    }
                }
                return;
            }
            rest.between(closing, attempt.pause().get());
        }
    }

    /** @param usual the pause of a collector that asks for none */
    private Attempt attempt(Ended ended, int spans, Duration usual) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(collector + PATH))
                    .timeout(ANSWER)
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(Spans.json(ended, content)))
                    .build();
            HttpResponse<InputStream> response =
                    connections.client(collector, CONNECT).send(request, BodyHandlers.ofInputStream());
            byte[] answer;
            try (InputStream body = response.body()) {
                answer = body.readNBytes(LONGEST_ANSWER);
            }
            boolean taken = response.statusCode() >= FIRST_SUCCESS && response.statusCode() < FIRST_REDIRECT;
            if (taken) {
                return new Attempt(
                        Math.clamp(refused(answer), 0, spans), "the collector refused them", Optional.empty());
            }
            Optional<Duration> pause = BUSY.contains(response.statusCode())
                    ? Optional.of(asked(response).orElse(usual)).filter(p -> p.compareTo(LONGEST_PAUSE) <= 0)
                    : Optional.empty();
            return new Attempt(spans, "HTTP " + response.statusCode(), pause);
        } catch (IOException e) {
            return new Attempt(spans, words(e), Optional.of(usual));
        } catch (WireException | RuntimeException e) {
            return new Attempt(spans, words(e), Optional.empty());
        }
    }

    /** In seconds; one that asks for a time of day is given the usual pause. */
    private static Optional<Duration> asked(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .map(pause -> pause.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : pause);
    }

    private static String words(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** How many spans a collector says that it did not take though it took the request. */
    private static int refused(byte[] answer) {
        try {
            return JSON.readTree(answer)
                    .path("partialSuccess")
                    .path("rejectedSpans")
                    .asInt(0);
        } catch (IOException e) {
            // an answer without a document: then nothing was refused
            return 0;
        }
    }

    /** Under the lock. */
    private void lost(long spans, String why) {
        lost += spans;
        problem = why;
        log.accept("telemetry: " + spans + " spans are lost: " + why);
    }

    /** Where to, and what became of it; for the user. */
    public String described() {
        synchronized (lock) {
            return collector + (content ? " with what is said" : "") + ", " + spans(sent) + " sent"
                    + (lost == 0 ? "" : ", " + lost + " lost (" + problem + ")");
        }
    }

    /** What was lost, as a sentence for the user; empty where nothing was. */
    public Optional<String> loss() {
        synchronized (lock) {
            return lost == 0
                    ? Optional.empty()
                    : Optional.of("telemetry: " + spans(lost) + " of " + handed + " did not reach " + collector + ": "
                            + problem);
        }
    }

    private static String spans(long n) {
        return n + (n == 1 ? " span" : " spans");
    }

    @Override
    public void close() {
        Optional<Thread> running;
        closing.countDown();
        synchronized (lock) {
            closed = true;
            running = sender;
        }
        if (running.isEmpty()) {
            return;
        }
        boolean all = false;
        try {
            all = waiting.offer(new Message.End(), PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    && done.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!all) {
            running.get().interrupt();
            synchronized (lock) {
                long unsent = handed - sent - lost;
                if (unsent > 0) {
                    lost(unsent, "the program ended before the collector answered");
                }
            }
        }
    }
}
