package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.providers.Timeouts;
import sacred.timeline.ErrorKind;

/** HTTP/2 as far as providers surprise with it: servers that say good-bye (GOAWAY) or take a stream back (RST_STREAM). */
@Timeout(60)
class GoodbyeTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int SETTINGS = 4;
    private static final int HEADERS = 1;
    private static final int RESET = 3;
    private static final int GOAWAY = 7;
    private static final int DATA = 0;
    private static final int END_OF_HEADERS = 4;
    private static final int NO_ERROR = 0;
    private static final int ENHANCE_YOUR_CALM = 11;

    @TempDir
    static Path directory;

    private static Connections.Trust trust;
    private static SSLContext secure;

    private final AtomicInteger requests = new AtomicInteger();
    private final Semaphore heard = new Semaphore(0);

    /** What is sent when a request has come on a stream. */
    @FunctionalInterface
    private interface Answers {
        void to(int stream, OutputStream out) throws IOException;
    }

    @BeforeAll
    static void make() throws Exception {
        Certificates certificates = new Certificates(directory);
        certificates.signed("here", "-ext", "san=ip:127.0.0.1");
        Path file = Files.writeString(directory.resolve("ours.pem"), certificates.pem("authority"));
        trust = new Connections.Trust(Authorities.in(file), Optional.empty());
        secure = certificates.context("here");
    }

    /** The server says that it has not looked at the request, so the JDK may send it once more over a new connection. */
    @Test
    void p79AGoodbyeInsteadOfAnAnswerMayBeAskedAgain() throws Exception {
        Failure failure = failure((_, out) -> frame(out, GOAWAY, 0, 0, ints(0, NO_ERROR)));

        assertEquals(ErrorKind.INTERRUPTED, failure.kind());
        assertTrue(failure.retryable());
        assertTrue(requests.get() <= 2, requests + " requests");
    }

    @Test
    void p79AGoodbyeInTheMiddleKeepsWhatWasSaid() throws Exception {
        StringBuilder said = new StringBuilder();
        Failure failure = failure(
                (stream, out) -> {
                    // :status 200, from the static table
                    frame(out, HEADERS, END_OF_HEADERS, stream, new byte[] {(byte) 0x88});
                    frame(
                            out,
                            DATA,
                            0,
                            stream,
                            "data: {\"choices\":[{\"delta\":{\"content\":\"Hel\"}}]}\n\n"
                                    .getBytes(StandardCharsets.UTF_8));
                    heard.acquireUninterruptibly();
                    frame(out, GOAWAY, 0, 0, ints(stream, NO_ERROR));
                    throw new IOException("and that was it");
                },
                said);

        assertEquals(ErrorKind.INTERRUPTED, failure.kind());
        assertTrue(said.toString().contains("Hel"), said.toString());
        assertEquals(1, requests.get());
    }

    @Test
    void p80AStreamThatIsTakenBackMayBeAskedAgain() throws Exception {
        Failure failure = failure((stream, out) -> frame(out, RESET, 0, stream, ints(ENHANCE_YOUR_CALM)));

        assertEquals(ErrorKind.INTERRUPTED, failure.kind());
        assertTrue(failure.retryable());
        assertEquals(1, requests.get());
    }

    @Test
    void p80AGoodbyeToSomebodyWhoAsksTooMuchMayBeAskedAgain() throws Exception {
        Failure failure = failure((_, out) -> frame(out, GOAWAY, 0, 0, ints(0, ENHANCE_YOUR_CALM)));

        assertTrue(failure.retryable());
        assertEquals(ErrorKind.INTERRUPTED, failure.kind());
    }

    private Failure failure(Answers answers) throws Exception {
        return failure(answers, new StringBuilder());
    }

    private Failure failure(Answers answers, StringBuilder said) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket)
                        secure.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Connections connections = new Connections(Proxies.none(), trust)) {
            SSLParameters parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2"});
            server.setSSLParameters(parameters);
            Thread.ofVirtual().start(() -> accept(server, answers));
            Wire wire = new Wire(connections, System::nanoTime, InstantSource.system());
            Request request =
                    new Request(URI.create("https://127.0.0.1:" + server.getLocalPort()), Map.of(), Optional.of("{}"));
            try (Exchange exchange = wire.send(request, new Timeouts(LONG, LONG, LONG))) {
                Answer answer = new Answer(wire, exchange);
                return assertThrows(
                                WireException.class,
                                () -> answer.stream(new OpenAiDialect(), event -> {
                                    said.append(event.data());
                                    heard.release();
                                }))
                        .failure();
            }
        }
    }

    private void accept(SSLServerSocket server, Answers answers) {
        try {
            while (true) {
                SSLSocket socket = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(socket, answers));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(SSLSocket socket, Answers answers) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            in.readNBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".length());
            frame(out, SETTINGS, 0, 0, new byte[0]);
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                int flags = in.readUnsignedByte();
                int stream = in.readInt();
                in.readNBytes(length);
                if (type == SETTINGS && flags == 0) {
                    frame(out, SETTINGS, 1, 0, new byte[0]);
                } else if (type == HEADERS) {
                    requests.incrementAndGet();
                } else if (type == DATA && (flags & 1) == 1) {
                    answers.to(stream, out);
                }
            }
        } catch (IOException gone) {
            // the client is
        }
    }

    private static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        byte[] head = HexFormat.of().parseHex("%06x%02x%02x%08x".formatted(payload.length, type, flags, stream));
        out.write(head);
        out.write(payload);
        out.flush();
    }

    private static byte[] ints(int... values) {
        StringBuilder hex = new StringBuilder();
        for (int value : values) {
            hex.append("%08x".formatted(value));
        }
        return HexFormat.of().parseHex(hex);
    }
}
