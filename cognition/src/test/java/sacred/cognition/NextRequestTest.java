package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static sacred.cognition.Scripted.fails;
import static sacred.cognition.Scripted.text;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import sacred.cognition.Conversation.Gap;
import sacred.cognition.Conversation.Why;
import sacred.providers.Message;
import sacred.providers.PromptSize;
import sacred.timeline.Contents;
import sacred.timeline.ErrorKind;

class NextRequestTest {

    private final Stagehand hand = new Stagehand();

    private NextRequest next() throws InterruptedException {
        return NextRequest.of(hand.timeline, Contents.NONE, hand.settings, hand.models, hand.toolbox);
    }

    /** As a session does. */
    private void ask(String prompt) throws IOException {
        hand.ask(prompt, Stagehand.told(hand.timeline.nextTurn(), hand.timeline).toArray(Message[]::new));
    }

    @Test
    void isWhatIsThenSent() throws Exception {
        hand.models.windows =
                new Known().model("a:answers", 2000, Optional.empty()).windows();
        hand.models.says("a:answers", text("one " + "word ".repeat(900)), text("two"), text("three"));
        ask("Say one. " + "word ".repeat(500));
        ask("Say hello to Anna.");

        NextRequest next = next();
        ask("");

        List<Message> told = new ArrayList<>();
        next.exchanges().stream()
                .filter(NextRequest.Part::sent)
                .forEach(part -> told.addAll(part.exchange().messages()));
        told.add(new Message.User(""));
        var sent = hand.models.prompts.getLast();
        assertEquals(told, sent.messages());
        assertEquals(
                List.of(false, true),
                next.exchanges().stream().map(NextRequest.Part::sent).toList());
        assertEquals(hand.models.windows.rates().tokens(Stagehand.ANSWERS, PromptSize.bytes(sent)), next.tokens());
        assertEquals(sent.system().length(), next.system().characters());
        assertEquals(OptionalLong.of(2000), next.facts().windowTokens());
    }

    @Test
    void whatIsToldToNobodySaysWhy() throws Exception {
        hand.models.says("a:answers", text("one"), fails(ErrorKind.AUTH, false), text("three"));
        ask("First.");
        ask("Second.");
        ask("Third.");

        assertEquals(List.of(new Gap(2, 2, Why.NO_ANSWER)), next().gaps());

        Sayings talk = new Sayings().turn("one").turn("two").turn("three").command("/rewind 1");
        hand.timeline = talk.timeline();

        assertEquals(List.of(new Gap(2, 3, Why.REWOUND)), next().gaps());
        assertEquals(1, next().exchanges().size());
    }

    @Test
    void whereOnlyCommandsWereLeftBehindNothingIsMissing() throws Exception {
        hand.timeline = new Sayings()
                .turn("one")
                .command("/model a:b")
                .turn("three")
                .command("/rewind 1")
                .command("/model a:c")
                .command("/rewind 3")
                .timeline();
        assertEquals(List.of(), next().gaps());

        hand.timeline = new Sayings()
                .turn("one")
                .command("/model a:b")
                .turn("three")
                .command("/model a:c")
                .command("/rewind 1")
                .timeline();
        assertEquals(List.of(new Gap(3, 3, Why.REWOUND)), next().gaps());
    }

    @Test
    void anAnswerInWhosePlaceAnotherOneIsToldIsNamed() throws Exception {
        hand.timeline =
                new Sayings().turn("one").turn("two").again(2).turn("four").timeline();
        assertEquals(List.of(new Gap(2, 2, Why.OTHER_ANSWER)), next().gaps());

        hand.timeline = new Sayings()
                .turn("one")
                .again(1)
                .turn("three")
                .again(1)
                .command("/rewind 3")
                .timeline();
        assertEquals(List.of(new Gap(1, 1, Why.OTHER_ANSWER), new Gap(4, 4, Why.REWOUND)), next().gaps());
    }

    @Test
    void whereNobodyRoutesThereIsNoFramingAndNoTool() throws Exception {
        assertTrue(next().tools().orElseThrow().offered() > 0);
        assertTrue(next().mostFramingTokens().orElseThrow() > 0);

        hand.settings = hand.settings.withMode(TurnSettings.Mode.OFF);

        assertEquals(Optional.empty(), next().tools());
        assertEquals(OptionalLong.empty(), next().mostFramingTokens());
    }
}
