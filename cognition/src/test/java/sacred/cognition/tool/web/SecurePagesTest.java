package sacred.cognition.tool.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.cognition.tool.Decision;
import sacred.cognition.tool.History;
import sacred.cognition.tool.Network;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolRunner;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ToolCall;
import sacred.providers.wire.Authorities;
import sacred.providers.wire.Certificates;
import sacred.timeline.ToolRun;

/** Pages over TLS: who is believed is who Java or the configuration believes, and only for the name that was asked. */
@Timeout(120)
class SecurePagesTest {

    @TempDir
    static Path directory;

    private static Certificates certificates;
    private static Authorities ours;

    @BeforeAll
    static void make() throws Exception {
        certificates = new Certificates(directory);
        certificates.signed("good", "-ext", "san=dns:good.test");
        ours = Authorities.in(
                Files.writeString(directory.resolve("authority-of-the-test.pem"), certificates.pem("authority")));
    }

    @Test
    void aPageOfAnAuthorityThatTheConfigurationNamesIsRead() throws Exception {
        ToolRun run = fetch(Optional.of(ours), "good.test");

        assertEquals(ToolRun.OK, run.status());
        assertTrue(run.result().endsWith("{\"data\":[]}"), run.result());
    }

    @Test
    void aPageOfAnAuthorityThatNobodyKnowsIsNotRead() throws Exception {
        ToolRun run = fetch(Optional.empty(), "good.test");

        assertEquals(ToolRun.FAILED, run.status());
        assertEquals("No secure connection to good.test could be made.", run.result());
    }

    @Test
    void aCertificateForAnotherNameIsNotBelieved() throws Exception {
        ToolRun run = fetch(Optional.of(ours), "bank.test");

        assertEquals(ToolRun.FAILED, run.status());
        assertEquals("No secure connection to bank.test could be made.", run.result());
    }

    private static ToolRun fetch(Optional<Authorities> trusted, String host) throws Exception {
        HttpsServer server = certificates.server("good");
        try {
            int port = server.getAddress().getPort();
            WebAccess access = new WebAccess(Set.of(port), true);
            Names names = _ -> List.of(InetAddress.getLoopbackAddress());
            Network network = new Network(Optional.empty(), () -> trusted.map(Authorities::context));
            Tool tool = new FetchPage(
                    access, () -> new Fetcher(access, names, network, "sacred/test"), Duration.ofSeconds(100));
            return new ToolRunner(
                            new Toolbox(List.of(tool)),
                            new Tool.Context(InstantSource.system(), ZoneOffset.UTC, History.NONE),
                            _ -> Decision.allowedBy("you"),
                            () -> 0L)
                    .run(new ToolCall("1", "fetch_page", "{\"url\":\"https://" + host + ":" + port + "/\"}"));
        } finally {
            server.stop(0);
        }
    }
}
