package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.ProviderKind;
import sacred.providers.Timeouts;
import sacred.providers.wire.NobodyThere;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/** Servers that cannot be reached, and chains of models that all fail. */
@Timeout(60)
class ReachingTest {

    private static final ModelRef A = ModelRef.parse("a:one");
    private static final ModelRef B = ModelRef.parse("b:two");
    private static final ModelRef C = ModelRef.parse("c:three");
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Wired wired = new Wired();
    private final NobodyThere nobody = nobody();

    @AfterEach
    void leave() throws IOException {
        nobody.close();
    }

    private static NobodyThere nobody() {
        try {
            return new NobodyThere();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void p73WhereNothingListensIsAskedOnceAndSaid() throws Exception {
        wired.at("a", ProviderKind.OLLAMA, nobody.url());

        Stagehand hand = ask(A);

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.UNREACHABLE, error.error());
        assertTrue(error.text().contains("nothing listens at 127.0.0.1:"), error.text());
        assertTrue(error.text().contains("`ollama serve`"), error.text());
        assertEquals(1, hand.calls().size());
    }

    @Test
    void p74AHostThatNobodyKnowsIsAskedForOnceMore() throws Exception {
        wired.at("a", ProviderKind.OPENAI, "http://host.invalid");

        Stagehand hand = ask(A);

        Block.Error error = hand.only(Block.Error.class);
        assertEquals(ErrorKind.UNREACHABLE, error.error());
        assertTrue(error.text().contains("cannot find the host host.invalid"), error.text());
        assertEquals(2, hand.calls().size());
    }

    @Test
    void p76TlsToAPlainPortIsAskedOnce() throws Exception {
        try (RawServer server = new RawServer(connection -> {})) {
            wired.waiting(new Timeouts(SHORT, LONG, LONG))
                    .at("a", ProviderKind.OPENAI, "https" + server.url().substring(4));

            Stagehand hand = ask(A);

            assertEquals(ErrorKind.UNREACHABLE, hand.only(Block.Error.class).error());
            assertEquals(1, hand.calls().size());
        }
    }

    @Test
    void p77AChainOfHostsThatSwallowEverythingEndsAfterOneTimeoutEach() throws Exception {
        try (Hole hole = new Hole()) {
            wired.waiting(new Timeouts(SHORT, LONG, LONG));
            for (ModelRef ref : List.of(A, B, C)) {
                wired.at(ref.provider(), ProviderKind.OPENAI, hole.url());
            }

            Stagehand hand = ask(A, B, C);

            Block.Error error = hand.only(Block.Error.class);
            assertEquals(ErrorKind.UNREACHABLE, error.error());
            assertTrue(error.text().contains("did not accept a connection within 200 ms"), error.text());
            assertEquals(
                    List.of(A, B, C),
                    hand.calls().stream().map(call -> call.model()).toList());
            assertEquals(List.of(), hand.waits);
        }
        assertTrue(Timeouts.DEFAULT.connect().multipliedBy(3).toSeconds() <= 35);
    }

    @Test
    void p97AChainThatIsExhaustedIsOneErrorThatNamesAllOfThem() throws Exception {
        try (RawServer overloaded = new RawServer(RawServer.answer(
                        529, "", "{\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}"));
                RawServer refuses =
                        new RawServer(RawServer.answer(401, "", "{\"error\":{\"message\":\"Incorrect API key\"}}"))) {
            wired.at("a", ProviderKind.ANTHROPIC, overloaded.url())
                    .at("b", ProviderKind.OPENAI, refuses.url())
                    .at("c", ProviderKind.OPENAI, nobody.url());

            Stagehand hand = ask(A, B, C);

            Block.Error error = hand.only(Block.Error.class);
            assertEquals(ErrorKind.OVERLOADED, error.error());
            for (String part : List.of("a:one: is overloaded", "b:two: refused the key", "c:three: nothing listens")) {
                assertTrue(error.text().contains(part), error.text());
            }
            assertEquals(
                    3,
                    error.text()
                            .lines()
                            .filter(line -> line.matches(".* \\([0-9.]+ s\\)"))
                            .count(),
                    error.text());
            assertEquals(
                    List.of(A, A, A, B, C),
                    hand.calls().stream().map(call -> call.model()).toList());
            assertEquals(3, overloaded.requests().size());
            assertEquals(1, refuses.requests().size());
            assertEquals(
                    2,
                    error.head().notes().stream()
                            .filter(n -> n.contains("Asking the fallback"))
                            .count());
        }
    }

    @Test
    void k20EveryProviderSeesItsOwnRequestsAlone() throws Exception {
        try (RawServer fails = new RawServer(RawServer.answer(500, "", "{}"));
                RawServer answers =
                        new RawServer(new WireScript(ProviderKind.OPENAI).of("stream text:hi stop usage done"))) {
            wired.at("a", ProviderKind.ANTHROPIC, fails.url()).at("b", ProviderKind.OPENAI, answers.url());

            ask(A, B);

            assertTrue(fails.requests().getFirst().contains("x-api-key: "), "the key of its own API");
            assertFalse(answers.requests().getFirst().contains("x-api-key"), "a header of another API");
        }
    }

    private Stagehand ask(ModelRef... chain) throws IOException {
        try (wired) {
            Stagehand hand = new Stagehand();
            hand.asked = wired;
            hand.settings = new TurnSettings(A, A, A, List.of(chain), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
            hand.ask("Say hello to Anna.");
            return hand;
        }
    }

    /** An address that swallows every attempt to connect: its line of callers is full, and nobody takes one out of it. */
    private static final class Hole implements AutoCloseable {
        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final List<Socket> callers = new ArrayList<>();

        Hole() throws IOException {
            for (int i = 0; i < 8; i++) {
                Socket caller = new Socket();
                callers.add(caller);
                try {
                    caller.connect(socket.getLocalSocketAddress(), 100);
                } catch (IOException full) {
                    return;
                }
            }
        }

        String url() {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (Socket caller : callers) {
                caller.close();
            }
            socket.close();
        }
    }
}
