package sacred.cognition.tool.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class JsonRpcTest {

    private final Peer peer = new Peer();
    private final List<String> notifications = new ArrayList<>();
    private final JsonRpc rpc = new JsonRpc(peer, notifications::add);

    @BeforeEach
    void connected() {
        peer.start(rpc);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Welcome to the server! v1.0",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"resu",
                "[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"wrong\":1}}]",
                "{\"jsonrpc\":\"2.0\",\"id\":77,\"result\":{\"wrong\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{\"wrong\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":9007199254740993,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999999999,\"result\":{}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1.0,\"result\":{\"wrong\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":{\"wrong\":1}}",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}} trailing",
                "null",
                "42",
                "{}"
            })
    void t62WhatIsNoAnswerIsIgnoredAndCounted(String line) throws Exception {
        peer.answers.put("tools/list", (id, _) -> List.of(line, line, Peer.reply(id, "{\"right\":1}")));

        JsonNode answer = ask(Peer.PATIENCE);

        assertEquals("{\"right\":1}", answer.toString());
        assertTrue(rpc.oddity().orElseThrow().startsWith("2 messages were ignored, the first because"));
    }

    @Test
    void t62TheSecondAnswerToARequestIsIgnored() throws Exception {
        peer.answers.put(
                "tools/list", (id, _) -> List.of(Peer.reply(id, "{\"first\":1}"), Peer.reply(id, "{\"second\":1}")));

        assertEquals("{\"first\":1}", ask(Peer.PATIENCE).toString());
        assertEquals(
                "1 message was ignored, the first because it answers nothing that was asked",
                rpc.oddity().orElseThrow());
    }

    @Test
    void t62JsonAsDeepAsALineIsLongIsIgnored() {
        rpc.message("[".repeat(1_000_000));

        assertEquals(Optional.of("1 message was ignored, the first because it was not JSON"), rpc.oddity());
    }

    @Test
    void t62ParametersThatAreNullAreNone() {
        rpc.message("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":null}");
        rpc.message("{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"method\":\"ping\",\"params\":null}");
        rpc.message("{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999,\"method\":\"sampling/createMessage\"}");

        assertEquals(List.of("notifications/tools/list_changed"), notifications);
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{}}",
                peer.received.get(0).toString());
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":99999999999999999999,\"error\":{\"code\":-32601,\"message\":\"not"
                        + " supported\"}}",
                peer.received.get(1).toString());
        assertEquals(Optional.empty(), rpc.oddity());
    }

    @Test
    void t61WhoDoesNotAnswerIsLeftAndToldSo() {
        peer.silent("tools/list");

        McpException late = assertThrows(McpException.class, () -> ask(Duration.ofMillis(1)));

        assertEquals("did not answer tools/list within 1 ms", late.getMessage());
        assertEquals(List.of(1L), peer.abandoned);
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}",
                peer.received.getLast().toString());
    }

    @Test
    void anErrorIsTheEndOfASentence() {
        peer.answers.put(
                "tools/list",
                (id, _) -> List.of("{\"id\":" + id + ",\"error\":{\"code\":-1,\"message\":\"no such thing\"}}"));

        assertEquals(
                "answered with an error: no such thing",
                assertThrows(McpException.class, () -> ask(Peer.PATIENCE)).getMessage());
    }

    @Test
    void theEndOfTheServerEndsWhatIsAwaited() {
        peer.answers.put("tools/list", (_, _) -> {
            rpc.closed("has ended with exit code 1");
            return List.of();
        });

        assertEquals(
                "has ended with exit code 1",
                assertThrows(McpException.class, () -> ask(Peer.PATIENCE)).getMessage());
        assertThrows(McpException.class, () -> ask(Peer.PATIENCE));
    }

    private JsonNode ask(Duration limit) throws Exception {
        return rpc.request("tools/list", JsonRpc.JSON.createObjectNode(), limit);
    }
}
