package sacred.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.Timeouts;
import sacred.timeline.ErrorKind;

@Timeout(30)
class ExchangeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(250);
    private static final Timeouts PATIENT = new Timeouts(LONG, LONG, LONG);
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String TEXT = "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n";

    private final Wire wire = new Wire(Connections.direct(), System::nanoTime, InstantSource.system());

    @Test
    void silenceBeforeTheFirstByteEndsAtItsDeadline() throws Exception {
        try (RawServer server = new RawServer(RawServer.Connection::awaitClose)) {
            Failure failure = failure(server.url(), new Timeouts(LONG, SHORT, LONG));

            assertEquals(ErrorKind.TIMEOUT, failure.kind());
            assertTrue(failure.what().contains("50 ms"), failure.what());
            server.awaitGone();
        }
    }

    @Test
    void headersAloneAreNoFirstByte() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD);
            connection.awaitClose();
        })) {
            Failure failure = failure(server.url(), new Timeouts(LONG, SHORT, LONG));

            assertEquals(ErrorKind.TIMEOUT, failure.kind());
            server.awaitGone();
        }
    }

    @Test
    void silenceInTheMiddleEndsAtTheIdleDeadlineAndClosesTheConnection() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + TEXT);
            connection.awaitClose();
        })) {
            Failure failure = failure(server.url(), new Timeouts(LONG, LONG, SHORT));

            assertEquals(ErrorKind.TIMEOUT, failure.kind());
            assertTrue(failure.what().contains("in the middle"), failure.what());
            server.awaitGone();
        }
    }

    @Test
    void commentsKeepAStreamAliveForAsLongAsTheyCome() throws Exception {
        long[] now = {0};
        Wire virtual = new Wire(Connections.direct(), () -> now[0], InstantSource.system());
        CountDownLatch tick = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + ": first\n\n");
            tick.await();
            connection.send(TEXT + "data: [DONE]\n\n");
        })) {
            try (Exchange exchange = virtual.send(request(server.url()), new Timeouts(LONG, LONG, LONG))) {
                assertTrue(exchange.next().isPresent());
                // long after the deadline of the first byte, which the comment has met
                now[0] = Duration.ofHours(1).toNanos();
                tick.countDown();

                new Answer(virtual, exchange).stream(new OpenAiDialect(), event -> {});
            }
        }
    }

    @Test
    void aBodyThatEndsWithoutItsMarkerIsInterrupted() throws Exception {
        try (RawServer server = new RawServer(RawServer.stream("text/event-stream", TEXT))) {
            Failure failure = failure(server.url(), PATIENT);

            assertEquals(ErrorKind.INTERRUPTED, failure.kind());
            assertTrue(failure.retryable());
        }
    }

    @Test
    void aChunkedBodyThatIsCutIsInterrupted() throws Exception {
        try (RawServer server = new RawServer(connection -> connection.send(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%s\r\n".formatted(TEXT.length(), TEXT)))) {
            assertEquals(ErrorKind.INTERRUPTED, failure(server.url(), PATIENT).kind());
        }
    }

    @Test
    void aResetIsInterrupted() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + TEXT);
            connection.reset();
        })) {
            assertEquals(ErrorKind.INTERRUPTED, failure(server.url(), PATIENT).kind());
        }
    }

    @Test
    void aConnectionThatClosesWithoutAByteMayBeTriedAgain() throws Exception {
        try (RawServer server = new RawServer(connection -> {})) {
            Failure failure = failure(server.url(), PATIENT);

            assertEquals(ErrorKind.INTERRUPTED, failure.kind());
            assertTrue(failure.retryable());
        }
    }

    @Test
    void afterTheReasonToFinishACutConnectionDoesNotMatter() throws Exception {
        String finish = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD.replace("Connection: close", "Transfer-Encoding: chunked")
                    + "%x\r\n%s\r\n".formatted(finish.length(), finish));
            connection.reset();
        })) {
            OpenAiDialect dialect = new OpenAiDialect();

            stream(server.url(), dialect);

            assertEquals(Optional.of("stop"), dialect.reading().finish());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNamedAndNeverFollowed(int status) throws Exception {
        try (RawServer elsewhere = new RawServer(RawServer.answer(200, "", "{}"));
                RawServer server =
                        new RawServer(RawServer.answer(status, "Location: " + elsewhere.url() + "/v1\r\n", ""))) {
            Failure failure = failure(server.url(), PATIENT);

            assertEquals(ErrorKind.CONFIG, failure.kind());
            assertTrue(failure.what().contains(String.valueOf(status)), failure.what());
            assertTrue(failure.what().contains(URI.create(elsewhere.url()).getAuthority()), failure.what());
            assertEquals(0, elsewhere.connections());
        }
    }

    @Test
    void anInterruptBeforeTheFirstByteClosesTheConnectionAtOnce() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        try (RawServer server = new RawServer(connection -> {
            asked.countDown();
            connection.awaitClose();
        })) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    stream(server.url(), new OpenAiDialect());
                    outcome.complete(null);
                } catch (Exception e) {
                    outcome.complete(e);
                }
            });
            asked.await();

            caller.interrupt();

            assertEquals(InterruptedException.class, outcome.get().getClass());
            server.awaitGone();
        }
    }

    @Test
    void anInterruptInTheMiddleClosesTheConnectionAtOnce() throws Exception {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD + TEXT);
            connection.awaitClose();
        })) {
            Thread.ofVirtual().start(() -> {
                try (Exchange exchange = wire.send(request(server.url()), PATIENT)) {
                    new Answer(wire, exchange)
                            .stream(
                                    new OpenAiDialect(),
                                    event -> Thread.currentThread().interrupt());
                    outcome.complete(null);
                } catch (Exception e) {
                    outcome.complete(e);
                }
            });

            assertEquals(InterruptedException.class, outcome.get().getClass());
            server.awaitGone();
        }
    }

    @Test
    void aCompleteAnswerLeavesItsConnectionForTheNext() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(200, "", TEXT + "data: [DONE]\n\n"))) {
            stream(server.url(), new OpenAiDialect());
            stream(server.url(), new OpenAiDialect());

            assertEquals(2, server.requests().size());
            assertEquals(1, server.connections());
        }
    }

    @Test
    void aPackedBodyIsUnpackedAlthoughNobodyAskedForIt() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write((TEXT + "data: [DONE]\n\n").getBytes(UTF_8));
        }
        try (RawServer server = new RawServer(connection -> {
            connection.send(HEAD.replace("\r\n\r\n", "\r\nContent-Encoding: gzip\r\n\r\n"));
            for (byte b : packed.toByteArray()) {
                connection.send(new byte[] {b});
            }
        })) {
            OpenAiDialect dialect = new OpenAiDialect();
            StringBuilder events = new StringBuilder();

            try (Exchange exchange = wire.send(request(server.url()), PATIENT)) {
                new Answer(wire, exchange).stream(dialect, event -> events.append(event.data()));
            }

            assertTrue(events.toString().contains("hi"), events.toString());
            assertFalse(server.requests()
                    .getFirst()
                    .toLowerCase(java.util.Locale.ROOT)
                    .contains("accept-encoding"));
        }
    }

    @Test
    void anotherPackingFailsWithItsName() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(200, "Content-Encoding: br\r\n", "x"))) {
            Failure failure = failure(server.url(), PATIENT);

            assertTrue(failure.what().contains("br"), failure.what());
            assertFalse(failure.retryable());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 204})
    void aBodyOfNothingIsEmptyAndMayBeTriedAgain(int status) throws Exception {
        try (RawServer server = new RawServer(connection -> connection.send(
                "HTTP/1.1 " + status + " x\r\n" + (status == 200 ? "Content-Length: 0\r\n" : "") + "\r\n"))) {
            Failure failure = failure(server.url(), PATIENT);

            assertEquals(ErrorKind.EMPTY, failure.kind());
            assertTrue(failure.retryable());
        }
    }

    @Test
    void whereNothingListensIsNamedWithHostAndPort() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        Failure failure = failure("http://127.0.0.1:" + port, PATIENT);

        assertEquals(ErrorKind.UNREACHABLE, failure.kind());
        assertEquals("nothing listens at 127.0.0.1:" + port, failure.what());
        assertFalse(failure.retryable());
    }

    @Test
    void tlsToAPlainPortIsUnreachableWithinTheConnectTimeout() throws Exception {
        try (RawServer server = new RawServer(connection -> {})) {
            Failure failure = failure("https" + server.url().substring(4), new Timeouts(SHORT, LONG, LONG));

            assertEquals(ErrorKind.UNREACHABLE, failure.kind());
        }
    }

    @Test
    void aHeaderThatCannotBeSentIsRefusedWithoutBeingQuoted() {
        Request request =
                new Request(URI.create("http://127.0.0.1:1"), Map.of("x-api-key", "sk-secret\n"), Optional.empty());

        WireException e = assertThrows(WireException.class, () -> wire.send(request, PATIENT));

        assertEquals(ErrorKind.CONFIG, e.failure().kind());
        assertFalse(e.failure().toString().contains("sk-secret"), e.failure().toString());
        assertFalse(e.toString().contains("sk-secret"));
    }

    private void stream(String url, Dialect dialect) throws WireException, InterruptedException {
        stream(url, dialect, PATIENT);
    }

    private void stream(String url, Dialect dialect, Timeouts timeouts) throws WireException, InterruptedException {
        try (Exchange exchange = wire.send(request(url), timeouts)) {
            new Answer(wire, exchange).stream(dialect, event -> {});
        }
    }

    private Failure failure(String url, Timeouts timeouts) {
        return assertThrows(WireException.class, () -> stream(url, new OpenAiDialect(), timeouts))
                .failure();
    }

    private static Request request(String url) {
        return new Request(URI.create(url), Map.of(), Optional.of("{}"));
    }
}
