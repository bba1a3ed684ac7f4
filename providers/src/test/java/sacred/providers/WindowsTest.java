package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

class WindowsTest {

    private static final ModelRef LLAMA = ModelRef.parse("ollama:llama3.1");
    private static final ModelRef GPT = ModelRef.parse("openai:gpt-4");
    private static final ModelRef LOCAL = ModelRef.parse("local:any");

    private final List<String> asked = new ArrayList<>();
    private Told told = says(131_072, 0);
    private boolean up = true;
    private ErrorKind failure = ErrorKind.UNREACHABLE;
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void whatTheUserSaysGoesFirst() throws Exception {
        Windows windows = windows(Map.of(LLAMA, 12_345, GPT, 100), 32_768);

        assertEquals(OptionalLong.of(12_345), windows.facts(LLAMA).windowTokens());
        assertEquals("windows in the configuration", windows.facts(GPT).source());
        assertEquals(
                OptionalLong.of(100),
                windows.facts(ModelRef.parse("openai:gpt-4-2026-01-01")).windowTokens());
        assertEquals(OptionalInt.of(12_345), windows.contextTokens(LLAMA, 100_000));
    }

    @Test
    void aServerIsAskedOnceForEachModel() throws Exception {
        told = Told.NOTHING;
        Windows windows = windows(Map.of(), 32_768);

        windows.facts(LLAMA);
        windows.facts(LLAMA);
        windows.contextTokens(LLAMA, 100);
        windows.facts(ModelRef.parse("ollama:phi-3"));

        assertEquals(List.of("llama3.1", "phi-3"), asked);
    }

    @Test
    void oneThatCouldNotBeReachedIsAskedAgain() throws Exception {
        up = false;
        Windows windows = windows(Map.of(), 200_000);
        windows.facts(LLAMA);
        up = true;

        assertEquals(OptionalLong.of(131_072), windows.facts(LLAMA).windowTokens());
        assertEquals(2, asked.size());
    }

    @Test
    void oneThatDidNotAnswerIsAskedAgainAMinuteLater() throws Exception {
        up = false;
        failure = ErrorKind.NOT_FOUND;
        Windows windows = windows(Map.of(), 200_000);
        windows.facts(LLAMA);
        up = true;

        nanos.addAndGet(Duration.ofSeconds(59).toNanos());
        windows.facts(LLAMA);
        assertEquals(1, asked.size(), "a turn does not wait for it again at once");

        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertEquals(OptionalLong.of(131_072), windows.facts(LLAMA).windowTokens());
        assertEquals(2, asked.size());
    }

    @Test
    void anOllamaReadsNoMoreThanItIsMadeToMakeRoomFor() throws Exception {
        ModelFacts facts = windows(Map.of(), 32_768).facts(LLAMA);

        assertEquals(OptionalLong.of(32_768), facts.windowTokens());
        assertEquals("limits.num_ctx in the configuration; the model itself could read 131,072", facts.source());
        assertEquals(Optional.of(true), facts.tools());
        assertEquals(
                OptionalLong.of(131_072),
                windows(Map.of(), 200_000).facts(LLAMA).windowTokens());
    }

    @Test
    void aModelThatIsLoadedForMoreThanTheLimitKeepsIt() throws Exception {
        told = says(131_072, 65_536);

        assertEquals(
                OptionalLong.of(65_536), windows(Map.of(), 32_768).facts(LLAMA).windowTokens());
    }

    @Test
    void theContextIsTheSmallestStepThatIsEnoughAndNeverShrinks() throws Exception {
        Windows windows = windows(Map.of(), 32_768);

        assertEquals(OptionalInt.of(4096), windows.contextTokens(LLAMA, 1));
        assertEquals(OptionalInt.of(4096), windows.contextTokens(LLAMA, 4096));
        assertEquals(OptionalInt.of(8192), windows.contextTokens(LLAMA, 4097));
        assertEquals(OptionalInt.of(8192), windows.contextTokens(LLAMA, 1));
        assertEquals(OptionalInt.of(32_768), windows.contextTokens(LLAMA, 1_000_000));
    }

    @Test
    void theContextIsWhatTheModelIsLoadedWithWhileThatIsEnough() throws Exception {
        told = says(40_000, 6000);
        Windows windows = windows(Map.of(), 100_000);

        assertEquals(OptionalInt.of(6000), windows.contextTokens(LLAMA, 1));
        assertEquals(OptionalInt.of(8192), windows.contextTokens(LLAMA, 6001));
        assertEquals(OptionalInt.of(40_000), windows.contextTokens(LLAMA, 1_000_000));
    }

    @Test
    void aModelThatRunsElsewhereHasItsOwnWindowAndIsToldNothing() throws Exception {
        told = new Told(OptionalLong.of(262_144), OptionalLong.empty(), Optional.empty(), true);
        Windows windows = windows(Map.of(), 32_768);

        assertEquals(OptionalLong.of(262_144), windows.facts(LLAMA).windowTokens());
        assertEquals(OptionalInt.empty(), windows.contextTokens(LLAMA, 1));
    }

    @Test
    void theTableHoldsAtItsServerAlone() throws Exception {
        told = Told.NOTHING;
        Windows windows = windows(Map.of(), 32_768);

        assertEquals(OptionalLong.of(8192), windows.facts(GPT).windowTokens());
        assertEquals("as the built-in table says", windows.facts(GPT).source());
        assertEquals(ModelFacts.UNKNOWN, windows.facts(ModelRef.parse("local:gpt-4")));
        assertEquals(ModelFacts.UNKNOWN, windows.facts(ModelRef.parse("openai:gpt-99")));
        assertEquals(ModelFacts.UNKNOWN, windows.facts(ModelRef.parse("nobody:gpt-4")));
        assertEquals(OptionalInt.empty(), windows.contextTokens(GPT, 1));
    }

    @Test
    void aServerWithoutSuchWishesIsAskedOnlyWhenItMatters() throws Exception {
        Windows windows = windows(Map.of(), 32_768);

        assertEquals(ModelFacts.UNKNOWN, windows.facts(LOCAL, 1000));
        assertEquals(List.of(), asked);
        assertEquals(OptionalLong.of(131_072), windows.facts(LOCAL, 2000).windowTokens());
    }

    @Test
    void aListIsCompletedAndRemembered() throws Exception {
        told = Told.NOTHING;
        Windows windows = windows(Map.of(ModelRef.parse("local:mine"), 4000), 32_768);
        ModelInfo listed = new ModelInfo("any", OptionalLong.empty(), OptionalLong.of(7000), List.of("tools"));

        assertEquals(listed, windows.complete("local", listed));
        assertEquals(
                new ModelFacts(OptionalLong.of(7000), Optional.of(true), "as its provider's list says"),
                windows.facts(LOCAL));
        assertEquals(
                OptionalLong.of(4000),
                windows.complete("local", ModelInfo.named("mine")).windowTokens());
        assertEquals(
                OptionalLong.of(8192),
                windows.complete("openai", ModelInfo.named("gpt-4")).windowTokens());
        assertEquals(ModelInfo.named("gpt-99"), windows.complete("openai", ModelInfo.named("gpt-99")));
    }

    @Test
    void whatTheUserSaysOfToolsAndWhatAServerRefusedGoesBeforeWhatIsSaidOfThem() throws Exception {
        told = says(8192, 0);
        ModelRef phi = ModelRef.parse("ollama:phi-3");
        ModelRef llama = ModelRef.parse("ollama:llama3.1");
        Provider ollama = provider("ollama", ProviderKind.OLLAMA, "http://localhost:11434");
        Windows windows =
                new Windows(new Windows.Limits(Map.of(), 32_768, Set.of(phi)), name -> Optional.of(ollama), () -> 0);

        assertEquals(Optional.of(false), windows.facts(phi).tools());
        assertEquals(Optional.of(true), windows.facts(llama).tools());

        windows.takesNoTools(llama);

        assertEquals(Optional.of(false), windows.facts(llama).tools());
    }

    private static Told says(long window, long set) {
        return new Told(
                OptionalLong.of(window),
                set == 0 ? OptionalLong.empty() : OptionalLong.of(set),
                Optional.of(true),
                false);
    }

    private Windows windows(Map<ModelRef, Integer> configured, int most) {
        Map<String, Provider> providers = Map.of(
                "ollama", provider("ollama", ProviderKind.OLLAMA, "http://localhost:11434"),
                "openai", provider("openai", ProviderKind.OPENAI, "https://api.openai.com/v1"),
                "local", provider("local", ProviderKind.OPENAI, "http://localhost:8000/v1"));
        return new Windows(
                new Windows.Limits(configured, most), name -> Optional.ofNullable(providers.get(name)), nanos::get);
    }

    private Provider provider(String name, ProviderKind kind, String url) {
        ProviderSettings settings = new ProviderSettings(
                name, kind, url, Optional.empty(), "", List.of(), Timeouts.DEFAULT, RetryPolicy.DEFAULT);
        return new Provider(settings, new Backend() {
            @Override
            public Model model(String model) {
                throw new AssertionError("nobody is to be asked anything");
            }

            @Override
            public List<ModelInfo> list() {
                return List.of();
            }

            @Override
            public Check check() {
                return new Check(true, 0, "");
            }

            @Override
            public Told tell(String model) throws ProviderException {
                asked.add(model);
                if (!up) {
                    throw new ProviderException("down", ProviderException.Details.of(failure, false));
                }
                return told;
            }
        });
    }
}
