package sacred.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sacred.providers.Timeouts;
import sacred.timeline.ErrorKind;
import sacred.timeline.Usage;

/** What is read of an answer, text, calls and counts, does not depend on how it arrives, and nothing in it is made up. */
class RecordTest {

    private static final Duration LONG = Duration.ofHours(1);

    /** Streams in the forms of real servers; {@code ~} stands between two events. */
    enum Stream {
        OPENAI("data: {'model':'m','choices':[{'index':0,'delta':{'role':'assistant','content':''}}],'usage':null}\n\n"
                + "~data: {'choices':[{'index':0,'delta':{'content':'Grüße, '}}],'usage':null}\n\n"
                + "~data: {'choices':[{'index':0,'delta':{'content':'🌍!'}}],'usage':null}\n\n"
                + "~data: {'choices':[{'index':0,'delta':{},'finish_reason':'stop'}],'usage':null}\n\n"
                + "~data: {'choices':[],'usage':{'prompt_tokens':53,'completion_tokens':15,'total_tokens':68,"
                + "'prompt_tokens_details':{'cached_tokens':20}}}\n\n"
                + "~data: [DONE]\n\n"),
        TOOLS("data: {'model':'m','choices':[{'delta':{'tool_calls':[{'index':0,'id':'a','function':{'name':'f',"
                + "'arguments':''}}]}}]}\n\n"
                + "~data: {'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'{\\'x\\':'}}]}}]}\n\n"
                + "~data: {'choices':[{'delta':{'tool_calls':[{'index':0,'function':{'arguments':'1}'}}]}}]}\n\n"
                + "~data: {'choices':[{'delta':{},'finish_reason':'tool_calls'}],'usage':{'prompt_tokens':7,"
                + "'completion_tokens':9}}\n\n~data: [DONE]\n\n"),
        GROQ("data: {'model':'m','choices':[{'delta':{'reasoning':'hm'}}]}\n\n"
                + "~data: {'choices':[{'delta':{'content':'hi'}}]}\n\n"
                + "~data: {'choices':[{'delta':{},'finish_reason':'stop'}],'x_groq':{'usage':{'prompt_tokens':304,"
                + "'completion_tokens':49,'total_tokens':353}}}\n\n~data: [DONE]\n\n"),
        PERPLEXITY("data:"
            + " {'model':'m','choices':[{'delta':{'content':'a'}}],'usage':{'prompt_tokens':8,'completion_tokens':1,'total_tokens':9}}\r\n\r\n"
            + "~data:"
            + " {'choices':[{'delta':{'content':'b'},'finish_reason':'stop'}],'usage':{'prompt_tokens':8,'completion_tokens':2,'total_tokens':10,'cost':{'total_cost':0.00501}}}\r\n\r\n"
            + "~data: [DONE]\r\n\r\n"),
        OPENROUTER(": OPENROUTER PROCESSING\n\n~data: {'model':'m','choices':[{'delta':{'content':'hi'}}]}\n\n"
                + "~data: {'choices':[{'delta':{'content':''},'finish_reason':'stop'}],'usage':{'prompt_tokens':5,"
                + "'completion_tokens':6,'total_tokens':11,'cost':0.00012}}\n\n~data: [DONE]\n\n"),
        ANTHROPIC("event: message_start\n"
            + "data:"
            + " {'type':'message_start','message':{'model':'m','usage':{'input_tokens':3,'cache_read_input_tokens':1111,'cache_creation_input_tokens':418,'output_tokens':1}}}\n\n"
            + "~event: content_block_start\n"
            + "data: {'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}\n\n"
            + "~event: ping\n"
            + "data: {'type': 'ping'}\n\n"
            + "~data: {'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Grüße 🌍'}}\n\n"
            + "~data: {'type':'content_block_stop','index':0}\n\n"
            + "~data: {'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':33}}\n\n"
            + "~data: {'type':'message_stop'}\n\n"),
        OLLAMA("{'model':'m','message':{'content':'','thinking':'hm'},'done':false}\n"
                + "~{'message':{'content':'Grüße 🌍'},'done':false}\n"
                + "~{'message':{'content':''},'done':true,'done_reason':'stop','prompt_eval_count':17,'eval_count':50,"
                + "'total_duration':1897385625}\n"),
        GEMINI(
                "data: {'modelVersion':'m','candidates':[{'content':{'parts':[{'text':'Grüße"
                    + " '}]}}],'usageMetadata':{'promptTokenCount':13,'candidatesTokenCount':29,'thoughtsTokenCount':137,'totalTokenCount':179}}\r\n\r\n"
                    + "~data:"
                    + " {'candidates':[{'content':{'parts':[{'text':'🌍'}]},'finishReason':'STOP'}],'usageMetadata':{'promptTokenCount':13,'candidatesTokenCount':71,'thoughtsTokenCount':137,'totalTokenCount':221}}\r\n\r\n");

        private final List<String> events;

        Stream(String events) {
            this.events =
                    List.of(events.replace("\\'", "\\\"").replace('\'', '"').split("~"));
        }

        private byte[] bytes() {
            return String.join("", events).getBytes(UTF_8);
        }

        private Dialect dialect() {
            return switch (this) {
                case ANTHROPIC -> new AnthropicDialect();
                case OLLAMA -> new OllamaDialect();
                case GEMINI -> new GeminiDialect();
                default -> new OpenAiDialect();
            };
        }
    }

    /**
     * What a request comes to.
     *
     * @param said text, reasoning and calls, as far as they were passed on
     * @param failure empty for a complete answer
     */
    private record Outcome(String said, Reading reading, Optional<ErrorKind> failure) {}

    @ParameterizedTest
    @EnumSource
    void aWholeAnswerIsCompleteAndHasCounts(Stream stream) throws Exception {
        Outcome whole = read(stream, List.of(stream.bytes()));

        assertEquals(Optional.empty(), whole.failure());
        assertTrue(whole.reading().usage().input().isPresent(), whole.toString());
        assertTrue(whole.reading().usage().output().isPresent(), whole.toString());
        assertEquals(Optional.of("m"), whole.reading().model());
        assertTrue(whole.said().length() > 1, whole.toString());
    }

    @Property
    void anyChunkingGivesTheSameRecord(
            @ForAll Stream stream, @ForAll @Size(min = 1, max = 6) List<@IntRange(min = 1, max = 60) Integer> sizes)
            throws Exception {
        assertEquals(read(stream, List.of(stream.bytes())), read(stream, Pieces.cut(stream.bytes(), sizes)));
    }

    /** Every cut, not some: the counts are those of a stream that has as many whole events, or one more that was whole too. */
    @ParameterizedTest
    @EnumSource
    void aCutNeverInventsCountsAndKeepsTheTextBeforeIt(Stream stream) throws Exception {
        Outcome whole = read(stream, List.of(stream.bytes()));
        Set<Usage> honest = new HashSet<>();
        for (int n = 0; n <= stream.events.size(); n++) {
            byte[] some = String.join("", stream.events.subList(0, n)).getBytes(UTF_8);
            honest.add(read(stream, List.of(some)).reading().usage());
        }
        byte[] all = stream.bytes();
        for (int cut = 0; cut < all.length; cut++) {
            Outcome part = read(stream, List.of(Arrays.copyOf(all, cut)));

            assertTrue(honest.contains(part.reading().usage()), cut + ": " + part);
            assertTrue(whole.said().startsWith(part.said()), cut + ": " + part);
            if (part.failure().isEmpty()) {
                assertEquals(whole.said(), part.said(), "a cut answer counts as complete after " + cut + " bytes");
            }
        }
    }

    @Property
    void theLastCountsAgainAndAgainChangeNothing(@ForAll Stream stream, @ForAll @IntRange(min = 1, max = 5) int times)
            throws Exception {
        List<String> events = new ArrayList<>(stream.events);
        int last = 0;
        for (int i = 0; i < events.size(); i++) {
            last = events.get(i).contains("tokens\":")
                            || events.get(i).contains("_count")
                            || events.get(i).contains("TokenCount")
                    ? i
                    : last;
        }
        for (int i = 0; i < times; i++) {
            events.add(last, events.get(last));
        }

        Reading again =
                read(stream, List.of(String.join("", events).getBytes(UTF_8))).reading();

        assertEquals(read(stream, List.of(stream.bytes())).reading(), again);
    }

    private static Outcome read(Stream stream, List<byte[]> pieces) throws InterruptedException {
        Dialect dialect = stream.dialect();
        List<Event> events = new ArrayList<>();
        Iterator<byte[]> left = pieces.iterator();
        Patience patience = new Patience(new Timeouts(LONG, LONG, LONG), () -> 0, (_, _) -> {});
        Optional<ErrorKind> failure = Optional.empty();
        try {
            Answer.read(
                    () -> left.hasNext() ? Optional.of(left.next()) : Optional.empty(), patience, dialect, events::add);
        } catch (WireException e) {
            failure = Optional.of(e.failure().kind());
        }
        StringBuilder said = new StringBuilder();
        events.forEach(event -> Json.read(event.data()).ifPresent(json -> collect(json, said)));
        return new Outcome(said.toString(), dialect.reading(), failure);
    }

    private static void collect(JsonNode json, StringBuilder into) {
        json.properties().forEach(field -> {
            if (Set.of("content", "reasoning_content", "thinking", "text", "arguments", "partial_json")
                            .contains(field.getKey())
                    && field.getValue().isTextual()) {
                into.append(field.getValue().textValue());
            } else {
                collect(field.getValue(), into);
            }
        });
        if (json.isArray()) {
            json.forEach(one -> collect(one, into));
        }
    }
}
