package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.Usage;
import sacred.timeline.Usage.Flag;
import sacred.timeline.Usage.Source;

/** The counts that a dialect reads from a stream: {@code in/out/reasoning/read/write source flags}, {@code ?} for unknown. */
class UsageTest {

    private static final Map<String, String> TEXT = Map.of(
            "openai", "{'choices':[{'index':0,'delta':{'content':'hi'}}]}",
            "anthropic", "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':'hi'}}",
            "ollama", "{'message':{'content':'hi'},'done':false}",
            "gemini", "{'candidates':[{'content':{'parts':[{'text':'hi'}]}}]}");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # a usage chunk without choices, after null in the others
        {'usage':null,'choices':[]} {'choices':[],'usage':{'prompt_tokens':53,'completion_tokens':15,'total_tokens':68}} {'usage':null} | 53/15/?/?/? reported
        # parts of the two, and the write class that is newer
        {'usage':{'prompt_tokens':4020,'completion_tokens':4,'total_tokens':4024,'prompt_tokens_details':{'cached_tokens':0,'cache_write_tokens':4012},'completion_tokens_details':{'reasoning_tokens':0}}} | 4020/4/0/0/4012 reported
        # a running total in every chunk is replaced, not added
        {'usage':{'prompt_tokens':8,'completion_tokens':1,'total_tokens':9}} {'usage':{'prompt_tokens':8,'completion_tokens':2,'total_tokens':10}} {'usage':{'prompt_tokens':8,'completion_tokens':5,'total_tokens':13}} | 8/5/?/?/? reported
        # an empty object and null fields overwrite nothing
        {'usage':{'prompt_tokens':8,'completion_tokens':5}} {'usage':{}} {'usage':{'prompt_tokens':null}} | 8/5/?/?/? reported
        # reasoning only in the total
        {'usage':{'prompt_tokens':35,'completion_tokens':12,'total_tokens':109}} | 35/74/?/?/? derived output_from_total
        {'usage':{'prompt_tokens':66,'completion_tokens':6,'total_tokens':100}} | 66/34/?/?/? derived output_from_total
        {'usage':{'prompt_tokens':137,'completion_tokens':7,'total_tokens':270,'completion_tokens_details':{'reasoning_tokens':126},'prompt_tokens_details':{'cached_tokens':128}}} | 137/133/126/128/? derived output_from_total
        # groq, alone and beside an equal object
        {'x_groq':{'usage':{'prompt_tokens':18,'completion_tokens':73,'total_tokens':91,'queue_time':0.28}}} | 18/73/?/?/? reported
        {'x_groq':{'usage':{'prompt_tokens':304,'completion_tokens':49,'total_tokens':353}},'usage':{'prompt_tokens':304,'completion_tokens':49,'total_tokens':353}} | 304/49/?/?/? reported
        # inside the choice
        {'choices':[{'index':0,'delta':{},'usage':{'prompt_tokens':5,'completion_tokens':6}}]} | 5/6/?/?/? reported
        # deepseek's names for the cache
        {'usage':{'prompt_tokens':100,'completion_tokens':3,'prompt_cache_hit_tokens':64,'prompt_cache_miss_tokens':36}} | 100/3/?/64/? reported
        # parts that are larger than their whole
        {'usage':{'prompt_tokens':7,'completion_tokens':8,'total_tokens':15,'prompt_tokens_details':{'cached_tokens':161}}} | 7/8/?/7/? reported inconsistent
        {'usage':{'prompt_tokens':43,'completion_tokens':10,'total_tokens':53,'completion_tokens_details':{'reasoning_tokens':11}}} | 43/10/10/?/? reported inconsistent
        # an amount that no call costs
        {'usage':{'prompt_tokens':7,'completion_tokens':8,'cost':1e999}} | 7/8/?/?/? reported implausible_cost
        {'usage':{'prompt_tokens':7,'completion_tokens':8,'cost':-1}} | 7/8/?/?/? reported implausible_cost
        {'usage':{'prompt_tokens':7,'completion_tokens':8,'cost':0.5}} | 7/8/?/?/? reported
        # servers that did not count
        {'usage':{'prompt_tokens':0,'completion_tokens':0,'total_tokens':0}} | ?/?/?/?/? unknown input_unknown output_unknown
        {'usage':{'prompt_tokens':-1,'completion_tokens':1e12}} | ?/?/?/?/? unknown input_unknown output_unknown
        {'usage':{'prompt_tokens':0,'completion_tokens':9}} | ?/9/?/?/? reported input_unknown
        {'choices':[]} | ?/?/?/?/? unknown input_unknown output_unknown
        """)
    void chatCompletions(String events, String expected) throws WireException {
        assertEquals(expected, shown(usage("openai", TEXT.get("openai") + " " + events)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # the cache classes stand beside the input
        {'type':'message_start','message':{'usage':{'input_tokens':3,'cache_read_input_tokens':1111,'cache_creation_input_tokens':418,'output_tokens':1}}} {'type':'message_delta','usage':{'output_tokens':33}} | 1532/33/?/1111/418 reported
        # the delta repeats and corrects, also downwards
        {'type':'message_start','message':{'usage':{'input_tokens':55000,'output_tokens':88}}} {'type':'message_delta','usage':{'input_tokens':181,'output_tokens':8}} | 181/8/?/?/? reported
        {'type':'message_start','message':{'usage':{'input_tokens':8834,'output_tokens':0}}} {'type':'message_delta','usage':{'input_tokens':18,'cache_read_input_tokens':8831,'output_tokens':12}} | 8849/12/?/8831/? reported
        # zero at the start of gateways
        {'type':'message_start','message':{'usage':{'input_tokens':0,'output_tokens':0}}} {'type':'message_delta','usage':{'input_tokens':40,'output_tokens':2}} | 40/2/?/?/? reported
        {'type':'message_start','message':{'usage':{'input_tokens':0,'output_tokens':0}}} | ?/?/?/?/? unknown input_unknown output_unknown
        {'type':'message_delta','usage':{'input_tokens':598,'output_tokens':92,'output_tokens_details':{'thinking_tokens':53}}} | 598/92/53/?/? reported
        {'type':'message_delta','usage':{'input_tokens':181,'output_tokens':8,'iterations':[{'input_tokens':100,'output_tokens':83},{'input_tokens':181,'output_tokens':8}]}} | 181/8/?/?/? reported iterations_not_in_top_level
        {'type':'message_delta','usage':{'input_tokens':181,'output_tokens':8,'iterations':[{'input_tokens':181,'output_tokens':8}]}} | 181/8/?/?/? reported
        {'type':'message_delta','usage':{'output_tokens':8}} | ?/8/?/?/? reported input_unknown
        """)
    void messages(String events, String expected) throws WireException {
        assertEquals(expected, shown(usage("anthropic", TEXT.get("anthropic") + " " + events)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'done':true,'prompt_eval_count':17,'eval_count':50,'total_duration':1897385625} | 17/50/?/?/? reported
        {'done':true,'eval_count':79,'prompt_eval_duration':149512000} | ?/79/?/?/? reported input_unknown
        {'done':true,'prompt_eval_count':100,'prompt_eval_cached_count':90,'eval_count':5} | 100/5/?/90/? reported
        {'done':true} | ?/?/?/?/? unknown input_unknown output_unknown
        """)
    void ollamaChat(String events, String expected) throws WireException {
        assertEquals(expected, shown(usage("ollama", TEXT.get("ollama") + " " + events)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        # a running total in every chunk; the thoughts stand beside the candidates
        {'usageMetadata':{'promptTokenCount':13,'candidatesTokenCount':29,'totalTokenCount':179,'thoughtsTokenCount':137}} {'usageMetadata':{'promptTokenCount':13,'candidatesTokenCount':71,'totalTokenCount':221,'thoughtsTokenCount':137}} | 13/208/137/?/? reported
        # the prompt grows
        {'usageMetadata':{'promptTokenCount':55,'candidatesTokenCount':8,'totalTokenCount':63}} {'usageMetadata':{'promptTokenCount':257,'candidatesTokenCount':8,'totalTokenCount':265}} | 257/8/?/?/? reported
        {'usageMetadata':{'promptTokenCount':568,'candidatesTokenCount':305,'totalTokenCount':1900,'cachedContentTokenCount':217,'thoughtsTokenCount':1027}} | 568/1332/1027/217/? reported
        # what tools of the server found, beside the prompt and in it
        {'usageMetadata':{'promptTokenCount':20,'toolUsePromptTokenCount':100,'candidatesTokenCount':5,'totalTokenCount':125}} | 120/5/?/?/? reported
        {'usageMetadata':{'promptTokenCount':120,'toolUsePromptTokenCount':100,'candidatesTokenCount':5,'totalTokenCount':125}} | 120/5/?/?/? reported
        # the total says that the candidates contain the thoughts
        {'usageMetadata':{'promptTokenCount':10,'candidatesTokenCount':30,'totalTokenCount':40,'thoughtsTokenCount':25}} | 10/30/25/?/? reported
        # counts that are nowhere but in the total
        {'usageMetadata':{'promptTokenCount':10,'totalTokenCount':40}} | 10/30/?/?/? derived output_from_total
        {'usageMetadata':{'promptTokenCount':10,'totalTokenCount':10}} | 10/?/?/?/? reported output_unknown
        {'usageMetadata':{'totalTokenCount':40}} | ?/?/?/?/? unknown input_unknown output_unknown
        {'usageMetadata':{}} {'usageMetadata':null} | ?/?/?/?/? unknown input_unknown output_unknown
        """)
    void generateContent(String events, String expected) throws WireException {
        assertEquals(expected, shown(usage("gemini", TEXT.get("gemini") + " " + events)));
    }

    @Test
    void aBlockedPromptHasNoOutput() throws WireException {
        Usage blocked = usage("gemini", "{'usageMetadata':{'promptTokenCount':14,'totalTokenCount':14}}");

        assertEquals("14/0/?/?/? derived output_from_total", shown(blocked));
    }

    @Property
    void noCountOfGeminiIsInventedOrLost(
            @ForAll @LongRange(min = 1, max = 500) long prompt,
            @ForAll @LongRange(min = 0, max = 500) long tools,
            @ForAll @LongRange(min = 1, max = 500) long candidates,
            @ForAll @LongRange(min = 0, max = 500) long thoughts) {
        JsonNode usage = json(("{'promptTokenCount':%d,'toolUsePromptTokenCount':%d,'candidatesTokenCount':%d,"
                        + "'thoughtsTokenCount':%d,'totalTokenCount':%d}")
                .formatted(prompt, tools, candidates, thoughts, prompt + tools + candidates + thoughts));

        Usage read = GeminiUsage.of(usage, true, Optional.empty());

        assertEquals(prompt + tools, read.input().orElseThrow());
        assertEquals(candidates + thoughts, read.output().orElseThrow());
        assertEquals(thoughts, read.reasoning().orElseThrow());
    }

    @Test
    void zeroOutputWithoutAnAnswerIsACount() throws WireException {
        Usage refused = usage("anthropic", "{'type':'message_delta','usage':{'input_tokens':97,'output_tokens':0}}");

        assertEquals("97/0/?/?/? reported", shown(refused));
    }

    @Test
    void theProvidersObjectIsKeptAsItCame() throws WireException {
        Usage usage = usage(
                "openai",
                "{'usage':{'total_tokens':9,'prompt_tokens':8,'x':{'y':0.10},'completion_tokens':1,'z':null}}");

        assertEquals(
                Optional.of("{'total_tokens':9,'prompt_tokens':8,'x':{'y':0.10},'completion_tokens':1,'z':null}"
                        .replace('\'', '"')),
                usage.raw());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'cost':0.00006} | 0.00006
        {'cost':0} | 0
        {'cost':{'request_cost':0.005,'total_cost':0.00501}} | 0.00501
        {'cost_in_usd_ticks':3693500} | 0.00036935
        {'cost_in_usd_ticks':0} | ``
        {'cost':null} | ``
        {'cost':-1} | ``
        {'cost':10000} | 10000
        {'cost':10000.01} | ``
        {'cost':1e999} | ``
        {'cost':1e-999} | ``
        {'cost_in_usd_ticks':1e99} | ``
        """)
    void aReportedCostIsReadToTheLastDigit(String usage, String usd) throws WireException {
        Optional<BigDecimal> cost =
                read("openai", "{'usage':" + usage + "}").reading().costUsd();

        assertEquals(usd, cost.map(BigDecimal::toPlainString).orElse(""));
    }

    @Property
    void partsNeverExceedTheirWholeAndNothingIsNegative(
            @ForAll @LongRange(min = -5, max = 500) long input,
            @ForAll @LongRange(min = -5, max = 500) long output,
            @ForAll @LongRange(min = -5, max = 900) long total,
            @ForAll @LongRange(min = -5, max = 900) long part) {
        JsonNode usage = json(("{'prompt_tokens':%d,'completion_tokens':%d,'total_tokens':%d,"
                        + "'prompt_tokens_details':{'cached_tokens':%d,'cache_write_tokens':%d},"
                        + "'completion_tokens_details':{'reasoning_tokens':%d}}")
                .formatted(input, output, total, part, part, part));

        Usage read = OpenAiUsage.of(usage, true, Optional.empty());

        long in = read.input().orElse(Long.MAX_VALUE);
        long out = read.output().orElse(Long.MAX_VALUE);
        assertEquals(true, read.reasoning().orElse(0) <= out && in > 0 && out > 0, read.toString());
        assertEquals(true, read.cacheRead().orElse(0) + read.cacheWrite().orElse(0) <= in, read.toString());
        assertEquals(read.input().isEmpty(), read.flags().contains(Flag.INPUT_UNKNOWN));
        assertEquals(read.output().isEmpty(), read.flags().contains(Flag.OUTPUT_UNKNOWN));
        assertEquals(read.input().isEmpty() && read.output().isEmpty(), read.source() == Source.UNKNOWN);
    }

    private static Usage usage(String dialect, String events) throws WireException {
        return read(dialect, events).reading().usage();
    }

    private static Dialect read(String name, String events) throws WireException {
        Dialect dialect = switch (name) {
            case "openai" -> new OpenAiDialect();
            case "anthropic" -> new AnthropicDialect();
            case "gemini" -> new GeminiDialect();
            default -> new OllamaDialect();
        };
        for (String event : events.split(" ")) {
            dialect.read(json(event), clean -> {});
        }
        return dialect;
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"')).orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String shown(Usage usage) {
        String counts = Arrays.stream(new OptionalLong[] {
                    usage.input(), usage.output(), usage.reasoning(), usage.cacheRead(), usage.cacheWrite()
                })
                .map(n -> n.isPresent() ? String.valueOf(n.getAsLong()) : "?")
                .collect(Collectors.joining("/"));
        Set<Flag> flags = usage.flags();
        return (counts + " " + usage.source().wire() + " "
                        + flags.stream().map(Flag::wire).sorted().collect(Collectors.joining(" ")))
                .strip();
    }
}
