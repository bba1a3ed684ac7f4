package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.providers.Timeouts;
import sacred.timeline.ErrorKind;

/** Secure connections to servers whose authority is the user's own, directly and through a proxy. */
@Timeout(60)
class SecureTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TRUST_ADVICE =
            "If it is your company's or your own, name the authority's certificate in"
                    + " tls.ca_file or SSL_CERT_FILE.";

    @TempDir
    static Path directory;

    private static Certificates certificates;
    private static Path file;

    @BeforeAll
    static void make() throws Exception {
        certificates = new Certificates(directory);
        certificates.signed("here", "-ext", "san=ip:127.0.0.1,dns:far.test");
        certificates.signed("elsewhere", "-ext", "san=dns:elsewhere.test");
        certificates.signed("old", "-ext", "san=ip:127.0.0.1", "-startdate", "-20d", "-validity", "10");
        certificates.signed("early", "-ext", "san=ip:127.0.0.1", "-startdate", "+20d", "-validity", "10");
        file = Files.writeString(
                directory.resolve("two.pem"),
                "# a comment\n" + certificates.pem("elsewhere") + "\n# ours\n" + certificates.pem("authority"));
    }

    @Test
    void aServerOfAnAuthorityThatTheUserNamedIsBelieved() throws Exception {
        Connections.Trust trust = new Connections.Trust(Authorities.in(file), Optional.empty());

        assertEquals(2, Authorities.in(file).own().size());
        assertEquals(200, asked("here", new Connections(Proxies.none(), trust)).statusCode());
    }

    @Test
    void theFileOfTheEnvironmentIsReadWhenItIsNeeded() throws Exception {
        Connections.Trust trust = new Connections.Trust(Authorities.OF_JAVA, Optional.of(file));

        assertEquals(200, asked("here", new Connections(Proxies.none(), trust)).statusCode());
    }

    @Test
    void aBrokenFileOfTheEnvironmentIsNamedAndNothingIsSent() throws Exception {
        Path missing = directory.resolve("missing.pem");
        Connections.Trust trust = new Connections.Trust(Authorities.OF_JAVA, Optional.of(missing));

        Failure failure = refused("here", trust);

        assertEquals(ErrorKind.CONFIG, failure.kind());
        assertEquals("could not be asked: the file of SSL_CERT_FILE, " + missing + ", does not exist", failure.what());
    }

    @Test
    void theAuthoritiesOfJavaAreStillTrusted() throws Exception {
        assertEquals(
                2,
                Authorities.in(file).trusted().size()
                        - Authorities.OF_JAVA.trusted().size());
        assertTrue(Authorities.OF_JAVA.trusted().size() > 50);
    }

    @Test
    void whatIsWrongWithACertificateIsSaidForPeople() throws Exception {
        Connections.Trust ours = new Connections.Trust(Authorities.in(file), Optional.empty());

        assertFailure("is not from an authority that is trusted here", TRUST_ADVICE, "here", Connections.Trust.OF_JAVA);
        assertFailure("is not for the name 127.0.0.1", "Check the host in its base_url.", "elsewhere", ours);
        assertFailure("has expired", "Whoever runs it has to renew it.", "old", ours);
        assertFailure("is not valid yet", "Check the clock of this computer.", "early", ours);
    }

    @Test
    void aServerWithoutTlsIsSaidToBeOne() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerPlainly(server));
            String place = "127.0.0.1:" + server.getLocalPort();

            Failure failure = failure("https://" + place, Connections.direct());

            assertEquals(place + " does not speak TLS", failure.what());
            assertEquals("Check whether its base_url should begin with http:// instead of https://.", failure.advice());
        }
    }

    private static void answerPlainly(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read();
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // the client went away
        }
    }

    @Test
    void aFileIsRefusedWithItsReason() throws Exception {
        Path empty = Files.writeString(directory.resolve("empty.pem"), "nothing\n");
        Path damaged = Files.writeString(
                directory.resolve("damaged.pem"),
                certificates.pem("authority") + "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n");

        assertEquals("holds no certificate; it must be a PEM file with -----BEGIN CERTIFICATE-----", unreadable(empty));
        assertEquals("cannot be used: certificate 2 in it is damaged", unreadable(damaged));
        assertEquals("is not a file", unreadable(directory));
        assertEquals("does not exist", unreadable(directory.resolve("none")));
    }

    @Test
    void throughAProxyTheServerIsReachedByATunnelAndOnlyTheProxySeesItsPassword() throws Exception {
        HttpsServer server = certificates.server("here");
        try (LoopbackProxy proxy = new LoopbackProxy(server.getAddress())) {
            Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", proxy.url("me:CANARY%40")));
            Connections.Trust trust = new Connections.Trust(Authorities.in(file), Optional.empty());

            ResponseInfo info = asked(URI.create("https://far.test/v1"), new Connections(proxies, trust));

            assertEquals(200, info.statusCode());
            assertEquals(1, proxy.heads().size());
            String head = proxy.heads().getFirst();
            assertTrue(head.startsWith("CONNECT far.test:443 HTTP/1.1\r\n"), head);
            assertTrue(head.contains("Proxy-Authorization: Basic bWU6Q0FOQVJZQA==\r\n"), head);
            assertFalse(head.contains("key-of-the-server"), head);
            String seen = info.headers().firstValue("X-Seen").orElseThrow();
            assertTrue(seen.contains("Authorization") && !seen.contains("Proxy"), seen);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aProxyThatRefusesOrIsNotThereIsToldApartFromTheServer() throws Exception {
        try (LoopbackProxy proxy = new LoopbackProxy("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")) {
            Failure refused = failure(
                    "https://far.test",
                    new Connections(
                            Proxies.of(Map.of("HTTPS_PROXY", proxy.url("me:CANARY"))), Connections.Trust.OF_JAVA));

            assertEquals(proxy.place() + " (HTTPS_PROXY) refused to connect to far.test:443", refused.what());
        }
        String gone;
        try (LoopbackProxy proxy = new LoopbackProxy("")) {
            gone = proxy.url("me:CANARY");
        }
        Failure failure = failure(
                "https://far.test", new Connections(Proxies.of(Map.of("ALL_PROXY", gone)), Connections.Trust.OF_JAVA));

        assertTrue(
                failure.what().matches("nothing listens at the proxy 127\\.0\\.0\\.1:\\d+ \\(ALL_PROXY\\)"),
                failure.what());
    }

    @Test
    void aProxyThatWantsAPasswordIsToldApartFromTheServer() throws Exception {
        String head = "HTTP/1.1 407 x\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n";
        try (LoopbackProxy proxy = new LoopbackProxy(head)) {
            for (String url : List.of("https://far.test", "http://far.test")) {
                Connections through =
                        new Connections(Proxies.of(Map.of("ALL_PROXY", proxy.url(""))), Connections.Trust.OF_JAVA);
                assertEquals(
                        proxy.place() + " (ALL_PROXY) wants a user and a password, or others than it got (HTTP 407)",
                        failure(url, through).what());
            }

            assertEquals(2, proxy.heads().size());
        }
    }

    @Test
    void aPlainRequestGoesToTheProxyWithTheWholeAddress() throws Exception {
        try (LoopbackProxy proxy = new LoopbackProxy("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            Proxies proxies = Proxies.of(Map.of("http_proxy", proxy.url("me:pw")));

            ResponseInfo info =
                    asked(URI.create("http://far.test/v1"), new Connections(proxies, Connections.Trust.OF_JAVA));

            assertEquals(200, info.statusCode());
            String head = proxy.heads().getFirst();
            assertTrue(head.startsWith("GET http://far.test/v1 HTTP/1.1\r\n"), head);
            assertTrue(head.contains("Proxy-Authorization: Basic bWU6cHc=\r\n"), head);
        }
    }

    private static void assertFailure(String what, String advice, String name, Connections.Trust trust)
            throws Exception {
        Failure failure = refused(name, trust);

        assertTrue(failure.what().matches("the certificate of 127\\.0\\.0\\.1:\\d+ " + what), failure.what());
        assertEquals(advice, failure.advice());
        assertFalse(failure.retryable());
    }

    private static Failure refused(String name, Connections.Trust trust) throws Exception {
        return assertThrows(WireException.class, () -> asked(name, new Connections(Proxies.none(), trust)))
                .failure();
    }

    private static Failure failure(String url, Connections connections) {
        return assertThrows(WireException.class, () -> asked(URI.create(url), connections))
                .failure();
    }

    private static ResponseInfo asked(String name, Connections connections) throws Exception {
        HttpsServer server = certificates.server(name);
        try {
            return asked(URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/"), connections);
        } finally {
            server.stop(0);
        }
    }

    private static ResponseInfo asked(URI uri, Connections connections) throws Exception {
        Wire wire = new Wire(connections, System::nanoTime, InstantSource.system());
        Request request = new Request(uri, Map.of("Authorization", "key-of-the-server"), Optional.empty());
        try (connections;
                Exchange exchange = wire.send(request, new Timeouts(LONG, LONG, LONG))) {
            return exchange.info();
        }
    }

    private static String unreadable(Path path) {
        return assertThrows(Authorities.Unreadable.class, () -> Authorities.in(path))
                .getMessage();
    }
}
