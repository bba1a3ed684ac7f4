package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/** A server whose model goes round in circles and counts as it goes. */
@Timeout(60)
class CirclesTest {

    private static final ModelRef A = ModelRef.parse("a:asked-model");

    @Test
    void whatWasCountedUntilItWasStoppedIsKept() throws Exception {
        try (RawServer server = new RawServer(connection -> {
            connection.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
            for (int i = 1; i <= 400; i++) {
                connection.send("data: {\"model\":\"answered-model\",\"choices\":[{\"index\":0,\"delta\":"
                        + "{\"content\":\"court order is \"}}],\"usage\":{\"prompt_tokens\":50,"
                        + "\"completion_tokens\":" + i + "}}\n\n");
            }
            connection.awaitClose();
        })) {
            Call call = ask(server).calls().getFirst();

            assertEquals(Optional.of("answered-model"), call.modelAnswered());
            assertEquals(OptionalLong.of(50), call.usage().input());
            assertTrue(call.usage().output().orElseThrow() >= 150, call.usage().toString());
            assertEquals(EnumSet.of(Usage.Flag.PARTIAL), call.usage().flags());
        }
    }

    private static Block.Error ask(RawServer server) throws Exception {
        try (Wired wired = new Wired().at("a", ProviderKind.OPENAI, server.url())) {
            Stagehand hand = new Stagehand();
            hand.asked = wired;
            hand.settings = new TurnSettings(A, A, A, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(60));
            hand.ask("Say hello to Anna.");
            Block.Error error = hand.only(Block.Error.class);
            assertEquals(ErrorKind.INTERRUPTED, error.error(), error.text());
            assertTrue(error.text().contains("repeated \"is court order \""), error.text());
            return error;
        }
    }
}
