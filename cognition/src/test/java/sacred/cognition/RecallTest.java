package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sacred.providers.Message;
import sacred.providers.Price;
import sacred.providers.Prices;
import sacred.providers.Prompt;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Reply;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;
import sacred.providers.ToolCall;
import sacred.providers.cache.KeptAnswer;
import sacred.providers.cache.RequestKey;
import sacred.providers.cache.ResponseCache;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Routing;
import sacred.timeline.Usage;

/** Turns that find the answers of earlier turns. */
class RecallTest {

    @TempDir
    Path directory;

    private Recall recall;

    @BeforeEach
    void open() {
        recall = new Kept(
                new ResponseCache(directory.resolve("cache"), Duration.ofHours(1), () -> Stagehand.START, () -> 0));
    }

    @Test
    void theSameQuestionIsAnsweredWithoutAskingAnybody() throws IOException {
        Stagehand first = hand();
        first.models.says("a:answers", Scripted.text("for", "ty-two"));
        first.ask("what?");
        Stagehand second = hand();
        second.models.says("a:answers");

        assertEquals(Event.Outcome.OK, second.ask("what?"));

        assertEquals(List.of(), second.models.asked);
        assertEquals("forty-two", second.only(Block.Format.class).text());
        Call call = second.calls().getFirst();
        assertEquals(Call.MISS, first.calls().getFirst().cache());
        assertEquals(Call.HIT, call.cache());
        assertEquals(Usage.NONE, call.usage());
        assertEquals(Cost.NOTHING, call.cost());
        assertEquals(
                Optional.of(new Call.Saved(
                        Stagehand.START,
                        OptionalLong.of(10),
                        OptionalLong.of(5),
                        Optional.of(new BigDecimal("0.000200")))),
                call.saved());
        Event.Closed closed = second.timeline.closings().getFirst();
        assertEquals(Cost.NOTHING, closed.cost());
        assertEquals(OptionalLong.of(0), closed.usage().input());
        assertEquals(
                "forty-two",
                second.events.stream()
                        .map(e -> e instanceof Event.Delta d ? d.text() : "")
                        .reduce("", String::concat));
    }

    @Test
    void whatWasAnsweredAfterToolsIsGivenAgain() throws IOException {
        Stagehand hand = hand();
        hand.models.says(
                "a:answers",
                Scripted.calls(new ToolCall("id1", "calculator", "{\"expression\":\"17*23\"}")),
                Scripted.text("found"),
                Scripted.text("It is 391."),
                Scripted.calls(new ToolCall("id1", "calculator", "{\"expression\":\"17*23\"}")),
                Scripted.text("found"));
        hand.ask("what is 17*23?");

        hand.ask("what is 17*23?");

        assertEquals(Call.HIT, hand.calls().getLast().cache());
    }

    @Test
    void anotherQuestionIsAsked() throws IOException {
        Stagehand hand = hand();
        hand.models.says("a:answers", Scripted.text("one"), Scripted.text("two"));
        hand.ask("first?");
        hand.ask("second?");

        assertEquals(2, hand.models.asked.size());
    }

    @Test
    void whatFailedOrWasCutIsAskedAgain() throws IOException {
        Stagehand hand = hand();
        hand.models.says(
                "a:answers",
                Scripted.fails(ErrorKind.INTERRUPTED, true, Optional.empty(), "half"),
                (_, _) -> Scripted.reply("cut", List.of(), Reply.LENGTH),
                Scripted.text("whole"));
        hand.ask("what?");
        hand.ask("what?");
        hand.ask("what?");
        hand.ask("what?");

        assertEquals(3, hand.models.asked.size());
        assertEquals(Call.HIT, hand.calls().getLast().cache());
    }

    @Test
    void whoAsksAgainGetsAFreshAnswerThatReplacesTheOldOne() throws IOException {
        Stagehand hand = hand();
        hand.models.says("a:answers", Scripted.text("old"), Scripted.text("new"));
        hand.ask("what?");
        hand.recall = recall.afresh();
        hand.ask("what?");
        hand.recall = recall;
        hand.ask("what?");

        assertEquals(
                List.of(Call.MISS, Call.BYPASS, Call.HIT),
                hand.calls().stream().map(Call::cache).toList());
        assertEquals("new", hand.timeline.blocks().getLast().text());
    }

    @Test
    void aHitNeedsNoBudget() throws IOException {
        Stagehand hand = hand();
        hand.models.says("a:answers", Scripted.text("dear"));
        hand.ask("what?");
        hand.budget = new Budget(
                new Budget.Limits(Optional.of(BigDecimal.ZERO), Optional.empty(), Optional.empty()),
                hand.ledger,
                BigDecimal.ZERO);

        assertEquals(Event.Outcome.OK, hand.ask("what?"));
        assertEquals(Event.Outcome.FAILED, hand.ask("something else?"));
        assertEquals(1, hand.models.asked.size());
    }

    @Test
    void aRouteFromTheCacheSaysSo() throws IOException {
        String route =
                "{\"intent\":\"x\",\"plan\":\"direct\",\"tools\":[],\"domains\":{\"CD\":1,\"SD\":0,\"CuD\":0,\"ED\":0}}";
        Stagehand hand = hand();
        hand.settings = hand.settings.withMode(TurnSettings.Mode.MODEL);
        hand.models.says("r:routes", Scripted.text(route)).says("a:answers", Scripted.text("yes"));
        hand.ask("what?");
        hand.ask("what?");

        assertEquals(
                List.of(Routing.Source.MODEL, Routing.Source.CACHE),
                hand.timeline.blocks().stream()
                        .filter(Block.Route.class::isInstance)
                        .map(b -> ((Block.Route) b).routing().source())
                        .toList());
        assertEquals(2, hand.models.asked.size());
    }

    @Test
    void aRouteThatCannotBeReadIsNotTheAnswerForEver() throws IOException {
        Stagehand hand = hand();
        hand.settings = hand.settings.withMode(TurnSettings.Mode.MODEL);
        hand.models
                .says("r:routes", Scripted.text("hm"), Scripted.text("hm?"), Scripted.text("hm!"), Scripted.text("hm."))
                .says("a:answers", Scripted.text("yes"));
        hand.ask("what?");
        hand.ask("what?");

        assertEquals(5, hand.models.asked.size());
    }

    @Test
    void theRoomThatAnOllamaIsToldToMakeChangesNoQuestion() throws IOException {
        Stagehand hand = hand();
        ModelRef model = ModelRef.parse("ollama:answers");
        hand.settings = hand.settings.answeredBy(model);
        hand.models.windows =
                new Known().model("ollama:answers", 8192, Optional.empty()).windows();
        hand.models.says("ollama:answers", Scripted.text("yes"));
        hand.ask("what?");
        hand.ask("what?");

        assertEquals(4096, hand.models.prompts.getFirst().contextTokens().orElseThrow());
        assertEquals(1, hand.models.prompts.size());
    }

    @Test
    void anAnswerToHalfOfTheConversationIsNotTheAnswerToAllOfIt() throws IOException {
        Stagehand hand = hand();
        hand.models.windows =
                new Known().model("a:answers", 2000, Optional.empty()).windows();
        hand.models.says("a:answers", Scripted.text("first"), Scripted.text("second"));
        Message[] before = {new Message.User("word ".repeat(1500)), Message.Assistant.of("word ".repeat(1500))};
        hand.ask("what?", before);
        hand.ask("what?", before);

        assertEquals(1, hand.models.prompts.getFirst().messages().size());
        assertEquals(2, hand.models.prompts.size());
    }

    @Test
    void aCacheThatCannotBeWrittenCostsNoAnswer() throws IOException {
        Files.writeString(directory.resolve("cache"), "a file in the way");
        Stagehand hand = hand();
        hand.models.says("a:answers", Scripted.text("fine"));

        assertEquals(Event.Outcome.OK, hand.ask("what?"));

        assertTrue(hand.notes().getFirst().startsWith("Answers cannot be kept in the cache"), hand.notes() + "");
    }

    private Stagehand hand() {
        Stagehand hand = new Stagehand();
        hand.recall = recall;
        hand.prices = new Prices(Map.of(
                Stagehand.ANSWERS,
                new Price(BigDecimal.TEN, BigDecimal.valueOf(20), Optional.empty(), Optional.empty())));
        return hand;
    }

    private record Kept(ResponseCache cache) implements Recall {

        @Override
        public Optional<KeptAnswer> find(ModelRef model, Prompt prompt, int sample) {
            return cache.find(key(model, prompt, sample));
        }

        @Override
        public void keep(ModelRef model, Prompt prompt, int sample, Reply reply, Cost cost) throws IOException {
            cache.keep(key(model, prompt, sample), reply, cost);
        }

        @Override
        public void forget(ModelRef model, Prompt prompt, int sample) {
            cache.forget(key(model, prompt, sample));
        }

        private static RequestKey key(ModelRef model, Prompt prompt, int sample) {
            ProviderSettings settings = new ProviderSettings(
                    model.provider(),
                    ProviderKind.OPENAI,
                    "http://a/v1",
                    Optional.empty(),
                    "",
                    List.of(),
                    Timeouts.DEFAULT,
                    RetryPolicy.DEFAULT);
            return RequestKey.of(settings, model.model(), prompt, sample, "1");
        }
    }
}
