package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    @Test
    void aClientIsSharedByAllServersOfItsKind() throws WireException {
        try (Connections connections = Connections.direct()) {
            HttpClient one = connections.client(URI.create("http://a.test/"), CONNECT);

            assertSame(one, connections.client(URI.create("http://b.test/"), CONNECT));
            assertNotSame(one, connections.client(URI.create("https://a.test/"), CONNECT));
            assertNotSame(one, connections.client(URI.create("http://a.test/"), CONNECT.plusSeconds(1)));
            assertEquals(HttpClient.Redirect.NEVER, one.followRedirects());
        }
    }

    @Test
    void closedConnectionsLeaveNoThreadThatTheExitWouldWaitFor() throws WireException {
        Connections connections = Connections.direct();
        HttpClient client = connections.client(URI.create("http://a.test/"), CONNECT);

        connections.close();

        assertEquals(true, client.isTerminated());
    }
}
