package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConnectionsTest {

    private static final Duration CONNECT = Duration.ofSeconds(1);

    @Test
    void aClientIsSharedByAllServersOfItsKind() {
        try (Connections connections = new Connections(Optional.empty())) {
            HttpClient one = connections.client(URI.create("http://a.test/"), CONNECT);

            assertSame(one, connections.client(URI.create("http://b.test/"), CONNECT));
            assertNotSame(one, connections.client(URI.create("https://a.test/"), CONNECT));
            assertNotSame(one, connections.client(URI.create("http://a.test/"), CONNECT.plusSeconds(1)));
            assertEquals(HttpClient.Redirect.NEVER, one.followRedirects());
        }
    }

    @Test
    void closedConnectionsLeaveNoThreadThatTheExitWouldWaitFor() {
        Connections connections = new Connections(Optional.empty());
        HttpClient client = connections.client(URI.create("http://a.test/"), CONNECT);

        connections.close();

        assertEquals(true, client.isTerminated());
    }
}
