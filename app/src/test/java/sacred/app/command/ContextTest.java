package sacred.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sacred.app.text.Golden;
import sacred.app.text.Width;
import sacred.cognition.Conversation;
import sacred.cognition.Conversation.Gap;
import sacred.cognition.Conversation.Why;
import sacred.cognition.NextRequest;
import sacred.providers.ModelFacts;
import sacred.timeline.ModelRef;

class ContextTest {

    private static final ModelRef MODEL = ModelRef.parse("openai:gpt-4.1-mini");
    private static final NextRequest NEXT = new NextRequest(
            MODEL,
            new ModelFacts(OptionalLong.of(8192), Optional.of(true), "as the built-in table says"),
            new NextRequest.Size(288, 87),
            OptionalLong.of(62),
            IntStream.rangeClosed(3, 16).mapToObj(ContextTest::part).toList(),
            List.of(new Gap(8, 8, Why.NO_ANSWER), new Gap(9, 9, Why.OTHER_ANSWER), new Gap(17, 21, Why.REWOUND)),
            false,
            4321,
            2048,
            Optional.of(new NextRequest.Tools(MODEL, 40, 52, new NextRequest.Size(5000, 1462))));

    private static NextRequest.Part part(int turn) {
        var exchange = new Conversation.Exchange(
                turn, "Question " + turn + " of a talk about arbiters and about judges", "An answer.");
        return new NextRequest.Part(exchange, new NextRequest.Size(1_000L * turn, 286L * turn), turn > 4);
    }

    @Test
    void fitsAScreenOfEightyColumns() {
        List<String> lines = Context.lines(NEXT, 6);

        Golden.compare("context", String.join("\n", lines) + "\n");
        // an aside is indented by three, and the last answer is one more line
        assertTrue(lines.size() <= 21, lines.size() + " lines");
        lines.forEach(line -> assertTrue(Width.of(line) <= 76, line));
    }

    @Test
    void allListsEveryExchange() {
        List<String> lines = Context.lines(NEXT, Integer.MAX_VALUE);

        assertEquals(
                12, lines.stream().filter(line -> line.contains("Question ")).count());
    }
}
