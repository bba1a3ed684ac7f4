package sacred.providers.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import sacred.providers.AnswerSchema;
import sacred.providers.Backend;
import sacred.providers.Check;
import sacred.providers.Chunk;
import sacred.providers.Message;
import sacred.providers.Model;
import sacred.providers.ModelInfo;
import sacred.providers.Prompt;
import sacred.providers.ProviderException;
import sacred.providers.Reply;
import sacred.providers.Secret;
import sacred.providers.StoppedException;
import sacred.providers.ToolCall;
import sacred.timeline.ErrorKind;
import sacred.timeline.Usage;

class GuardedBackendTest {

    private static final String KEY = "sk-canary-0123456789";
    private static final String LABEL = "[key of one]";
    private static final Secrets SECRETS = Secrets.of(List.of(new Secrets.Named("key of one", new Secret(KEY))));

    private final List<Chunk> heard = new ArrayList<>();

    /** A provider with one model, whose failures and checks say the key. */
    private record Only(Model model) implements Backend {
        @Override
        public Model model(String name) {
            return model;
        }

        @Override
        public List<ModelInfo> list() throws ProviderException {
            throw new ProviderException("no, " + KEY, ProviderException.Details.of(ErrorKind.AUTH, false));
        }

        @Override
        public Check check() {
            return new Check(false, 1, "refused: " + KEY);
        }
    }

    private Reply ask(Model model, String prompt) throws ProviderException, InterruptedException {
        return new GuardedBackend(new Only(model), SECRETS)
                .model("m")
                .ask(Prompt.of("", List.of(new Message.User(prompt))), heard::add);
    }

    private static Reply reply(String text, List<ToolCall> calls) {
        Optional<String> key = Optional.of(KEY);
        return new Reply(
                text,
                KEY,
                "",
                calls,
                key,
                Usage.unknown(Optional.of("{\"k\":\"" + KEY + "\"}")),
                key,
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty());
    }

    private String together(Class<? extends Chunk> kind) {
        return String.join(
                "", heard.stream().filter(kind::isInstance).map(Chunk::text).toList());
    }

    @Test
    void whatStreamsIsWhatTheWholeAnswerSays() throws Exception {
        Reply reply = ask(
                (_, onChunk) -> {
                    for (String piece : List.of("It is sk-can", "ary-01", "23456789", " I think. sk-")) {
                        onChunk.accept(new Chunk.Text(piece));
                        onChunk.accept(new Chunk.Thinking(piece));
                    }
                    return reply("It is " + KEY + " I think. sk-", List.of());
                },
                "hello");

        assertEquals("It is " + LABEL + " I think. sk-", reply.text());
        assertEquals(reply.text(), together(Chunk.Text.class));
        assertEquals(reply.text(), together(Chunk.Thinking.class));
        assertEquals(10, heard.size());
    }

    @Test
    void noPartOfAReplyKeepsIt() throws Exception {
        Reply reply =
                ask((_, _) -> reply(KEY, List.of(new ToolCall("c", "look", "{\"at\":\"" + KEY + "\"}"))), "hello");

        assertEquals(
                "[" + LABEL + ", {\"k\":\"" + LABEL + "\"}, {\"at\":\"" + LABEL + "\"}, " + LABEL + ", " + LABEL + "]",
                List.of(
                                reply.thinking(),
                                reply.usage().raw().orElseThrow(),
                                reply.toolCalls().getFirst().arguments(),
                                reply.modelAnswered().orElseThrow(),
                                reply.finish().orElseThrow())
                        .toString());
    }

    @Test
    void itIsNeverSent() throws Exception {
        List<Prompt> asked = new ArrayList<>();

        ask(
                (prompt, _) -> {
                    asked.add(prompt);
                    return reply("", List.of());
                },
                "Why is " + KEY + " refused?");

        assertEquals(
                List.of(new Message.User("Why is " + LABEL + " refused?")),
                asked.getFirst().messages());
    }

    @Test
    void whatHoldsNoSecretIsSentAsItIs() throws Exception {
        List<Prompt> asked = new ArrayList<>();
        Model model = (prompt, _) -> {
            asked.add(prompt);
            return reply("", List.of());
        };
        Prompt prompt = Prompt.of("s", List.of(new Message.User("u")))
                .answeredBy(new AnswerSchema("route", "{}"))
                .answeredWithin(7)
                .inContext(OptionalInt.of(4096));

        new GuardedBackend(new Only(model), SECRETS).model("m").ask(prompt, heard::add);

        assertEquals(List.of(prompt), asked);
    }

    @Test
    void aFailureAndItsPartialTextAreWithoutIt() {
        ProviderException.Details details = new ProviderException.Details(
                ErrorKind.INTERRUPTED,
                OptionalInt.empty(),
                true,
                Optional.empty(),
                "half " + KEY,
                Usage.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                false);

        ProviderException e = assertThrows(
                ProviderException.class,
                () -> ask(
                        (_, onChunk) -> {
                            onChunk.accept(new Chunk.Text("half " + KEY));
                            throw new ProviderException("cut at " + KEY, details);
                        },
                        "hello"));

        assertEquals("cut at " + LABEL, e.getMessage());
        assertEquals("half " + LABEL, e.details().partial());
        assertEquals("half " + LABEL, together(Chunk.Text.class));
    }

    @Test
    void thatTheNextRequestIsAnotherOneGoesThrough() {
        ProviderException.Details adapted = new ProviderException.Details(
                ErrorKind.BAD_REQUEST,
                OptionalInt.of(400),
                false,
                Optional.empty(),
                "",
                Usage.UNKNOWN,
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                true);

        ProviderException e = assertThrows(
                ProviderException.class,
                () -> ask(
                        (_, _) -> {
                            throw new ProviderException("refused", adapted);
                        },
                        "hello"));

        assertEquals(adapted, e.details());
    }

    @Test
    void whatWasHeldBackWhenTheUserStopsIsNotLost() {
        assertThrows(
                StoppedException.class,
                () -> ask(
                        (_, onChunk) -> {
                            onChunk.accept(new Chunk.Text("a sk-c"));
                            throw new StoppedException("stopped", Usage.UNKNOWN, Optional.empty());
                        },
                        "hello"));

        assertEquals("a sk-c", together(Chunk.Text.class));
    }

    @Test
    void neitherACheckNorAListSaysIt() throws Exception {
        GuardedBackend backend = new GuardedBackend(new Only((_, _) -> null), SECRETS);

        assertEquals("refused: " + LABEL, backend.check().message());
        assertEquals(
                "no, " + LABEL,
                assertThrows(ProviderException.class, backend::list).getMessage());
    }

    @Test
    void everythingThatABackendCanBeAskedIsPassedOn() {
        Set<String> passedOn = Stream.of(GuardedBackend.class.getDeclaredMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        for (Method method : Backend.class.getDeclaredMethods()) {
            assertTrue(passedOn.contains(method.getName()), method.toString());
        }
    }
}
