package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.ToolRun;

/** Faults that take more than one turn, or more than one stage, to be seen. */
@Timeout(60)
class LimitsOnTheWireTest {

    private static final ModelRef A = ModelRef.parse("a:asked-model");
    private static final String ANSWER =
            "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"hi\"},\"finish_reason\":\"stop\"}]}\n\n"
                    + "data: [DONE]\n\n";
    private static final Pattern NUMBER = Pattern.compile("number (\\d+)");

    private final Wired wired = new Wired();

    @AfterEach
    void close() {
        wired.close();
    }

    @Test
    void p16ALimitThatAnAnswerUsesUpHoldsTheNextRequestBackAndThatIsShown() throws Exception {
        String usedUp = "x-ratelimit-remaining-requests: 0\r\nx-ratelimit-reset-requests: 5s\r\n";
        try (RawServer server = new RawServer(RawServer.answer(200, usedUp, ANSWER))) {
            Stagehand hand = hand(server);
            hand.ask("Say hello to Anna.");
            assertEquals(List.of(), hand.waits);

            hand.ask("Say hello to Ben.");

            assertEquals(2, server.requests().size());
            assertTrue(hand.waits.getFirst().compareTo(Duration.ofSeconds(4)) > 0, hand.waits.toString());
            assertTrue(hand.events.stream()
                    .anyMatch(e -> e instanceof Event.Waiting w && w.why().equals("the limit of a is used up")));
        }
    }

    @Test
    void p16AnthropicsRetryAfterBesideAnAnswerMeansNothing() throws Exception {
        try (RawServer server = new RawServer(RawServer.answer(200, "retry-after: 25\r\n", ANSWER))) {
            Stagehand hand = hand(server);
            hand.ask("Say hello to Anna.");
            hand.ask("Say hello to Ben.");

            assertEquals(List.of(), hand.waits);
        }
    }

    @Test
    @Tag("A3.13")
    void p17TenCallsThatAreAllLimitedShareOnePauseAndCauseTwentyRequests() throws Exception {
        Set<String> limited = ConcurrentHashMap.newKeySet();
        RawServer.Script slow = RawServer.answer(429, "Retry-After: 1\r\n", "{}");
        RawServer.Script fine = RawServer.answer(200, "", ANSWER);
        try (RawServer server = new RawServer(connection -> {
                    Matcher m = NUMBER.matcher(connection.request());
                    (m.find() && limited.add(m.group()) ? slow : fine).run(connection);
                });
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Stagehand shared = hand(server);
            List<Future<Event.Outcome>> turns = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                Stagehand one = hand(server);
                one.scheduler = shared.scheduler;
                String prompt = "Say hello to number " + i + ".";
                turns.add(threads.submit(() -> one.ask(prompt)));
            }
            for (Future<Event.Outcome> turn : turns) {
                assertEquals(Event.Outcome.OK, turn.get());
            }
            assertEquals(20, server.requests().size());
        }
    }

    @Test
    void p71ALineThatDoesNotEndIsCutOffAndNotAskedForAgain() throws Exception {
        byte[] piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) 'x');
        try (RawServer server = new RawServer(connection -> {
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\ndata: ");
            for (int i = 0; i < 64; i++) {
                connection.send(piece);
            }
        })) {
            Stagehand hand = hand(server);
            hand.ask("Say hello to Anna.");

            Block.Error error = hand.only(Block.Error.class);
            assertEquals(ErrorKind.INTERRUPTED, error.error());
            assertTrue(error.text().contains("a line of more than 16 MiB"), error.text());
            assertEquals(1, server.requests().size());
        }
    }

    @Test
    void p85HalfACallIsNeitherRunNorKeptNorSentAgain() throws Exception {
        try (RawServer server =
                serving("stream call:{'expression':'1+ stop:tool_calls done >> stream text:no stop done")) {
            Stagehand hand = hand(server);
            hand.ask("What is 17 * 23?");

            Block.Error tool = hand.only(Block.Error.class);
            assertEquals(ErrorKind.TOOL, tool.error());
            assertEquals(List.of(), tool.tools());
            assertEquals(2, server.requests().size());
            assertFalse(
                    server.requests().getLast().contains("1+"),
                    server.requests().getLast());
            assertEquals("no", hand.only(Block.Format.class).text());
        }
    }

    @Test
    void p88OfAFloodOfCallsThirtyTwoRunAndTheRestIsRefusedVisibly() throws Exception {
        StringBuilder calls = new StringBuilder();
        for (int i = 0; i < 500; i++) {
            calls.append(calls.isEmpty() ? "" : ",")
                    .append(
                            "{'index':%d,'id':'c%d','function':{'name':'calculator','arguments':'{\\'expression\\':\\'%d+1\\'}'}}"
                                    .formatted(i, i, i));
        }
        String flood = "data: {'choices':[{'index':0,'delta':{'tool_calls':[".replace('\'', '"')
                + calls.toString().replace("\\'", "\\\"").replace('\'', '"')
                + "]},'finish_reason':'tool_calls'}]}\n\ndata: [DONE]\n\n".replace('\'', '"');
        try (RawServer server = new RawServer(RawServer.answer(200, "", flood), RawServer.answer(200, "", ANSWER))) {
            Stagehand hand = hand(server);
            hand.ask("What is 17 * 23?");

            List<ToolRun> runs = hand.only(Block.Tool.class).tools();
            assertEquals(500, runs.size());
            assertEquals(
                    32, runs.stream().filter(r -> r.status().equals(ToolRun.OK)).count());
            assertEquals(
                    468,
                    runs.stream()
                            .filter(r -> r.status().equals(ToolRun.REFUSED))
                            .count());
            assertEquals(3, server.requests().size());
        }
    }

    private RawServer serving(String wire) {
        return new RawServer(new WireScript(ProviderKind.OPENAI).of(wire));
    }

    private Stagehand hand(RawServer server) {
        wired.at("a", ProviderKind.OPENAI, server.url());
        Stagehand hand = new Stagehand();
        hand.asked = wired;
        hand.settings = new TurnSettings(A, A, A, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
        return hand;
    }
}
