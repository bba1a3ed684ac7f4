package sacred.providers;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;

/**
 * What the models of this run can do, the same for everybody who wants to know. What the user says goes first, then what the
 * server says of the model, then what a list of models said, then the {@link WindowList built-in windows}, which hold only at
 * the servers they are of. What nobody says stays unknown.
 *
 * <p>A server is asked at most once for each model, when that is first wanted; {@link #facts} blocks meanwhile. One that
 * could not be reached is asked again, and one that did not answer, a minute later. Any thread.
 */
public final class Windows {

    /** Nothing is known of any model. */
    public static final Windows NONE = new Windows(Limits.NONE, _ -> Optional.empty(), () -> 0);

    /** A turn waits for a server that does not answer: not for each request anew. */
    private static final long REST_NANOS = Duration.ofMinutes(1).toNanos();

    /** Most programs ask an Ollama for this, and it is what one makes room for by itself. */
    private static final int LEAST_CONTEXT_TOKENS = 4096;

    /** No model that is in use reads less, with room for an answer. */
    private static final int FITS_EVERYWHERE_TOKENS = 1500;

    private final Limits limits;
    private final Function<String, Optional<Provider>> providers;
    private final LongSupplier nanos;
    private final TokenRates rates = new TokenRates();
    private final Map<ModelRef, Told> told = new ConcurrentHashMap<>();
    /** When a server did not answer, by the monotonic clock. */
    private final Map<ModelRef, Long> silent = new ConcurrentHashMap<>();

    private final Map<ModelRef, ModelInfo> listed = new ConcurrentHashMap<>();
    private final Map<ModelRef, Integer> contexts = new ConcurrentHashMap<>();
    private final Set<ModelRef> withoutTools = ConcurrentHashMap.newKeySet();
    private final Map<ModelRef, ReentrantLock> asking = new ConcurrentHashMap<>();

    /**
     * What the user says.
     *
     * @param windows in tokens
     * @param mostContextTokens for how much an Ollama is made to make room by itself, which takes memory
     * @param withoutTools models that are not offered any, whatever their servers say
     */
    public record Limits(Map<ModelRef, Integer> windows, int mostContextTokens, Set<ModelRef> withoutTools) {

        public static final Limits NONE = new Limits(Map.of(), 32_768);

        public Limits {
            windows = Map.copyOf(windows);
            withoutTools = Set.copyOf(withoutTools);
        }

        public Limits(Map<ModelRef, Integer> windows, int mostContextTokens) {
            this(windows, mostContextTokens, Set.of());
        }

        private Optional<Integer> window(ModelRef ref) {
            return Optional.ofNullable(windows.get(ref))
                    .or(() -> PriceList.undated(ref.model())
                            .map(model -> windows.get(new ModelRef(ref.provider(), model))));
        }
    }

    /** @param providers those that are on, by name */
    public Windows(Limits limits, Function<String, Optional<Provider>> providers, LongSupplier nanos) {
        this.nanos = nanos;
        this.limits = limits;
        this.providers = providers;
    }

    /** What is known of a model. Asks its server when nobody has yet. */
    public ModelFacts facts(ModelRef ref) throws InterruptedException {
        return facts(ref, Long.MAX_VALUE);
    }

    /** What is known of a model without asking anybody. */
    public ModelFacts known(ModelRef ref) {
        return providers
                .apply(ref.provider())
                .map(provider -> facts(ref, provider.settings(), told.getOrDefault(ref, Told.NOTHING)))
                .orElse(ModelFacts.UNKNOWN);
    }

    /** As {@link #facts(ModelRef)}, for a request of about so many tokens: for one that fits everywhere only an Ollama is asked. */
    public ModelFacts facts(ModelRef ref, long tokens) throws InterruptedException {
        Optional<Provider> provider = providers.apply(ref.provider());
        if (provider.isEmpty()) {
            return ModelFacts.UNKNOWN;
        }
        ProviderSettings settings = provider.get().settings();
        boolean matters = settings.kind() == ProviderKind.OLLAMA || tokens > FITS_EVERYWHERE_TOKENS;
        return facts(ref, settings, matters ? told(ref, provider.get()) : told.getOrDefault(ref, Told.NOTHING));
    }

    private ModelFacts facts(ModelRef ref, ProviderSettings settings, Told says) {
        Optional<ModelInfo> inList = Optional.ofNullable(listed.get(ref));
        Optional<WindowList.Row> row = row(ref, settings);
        Optional<Boolean> tools = Optional.of(false)
                .filter(_ -> limits.withoutTools().contains(ref) || withoutTools.contains(ref))
                .or(says::tools)
                .or(() -> inList.filter(m -> m.capabilities().contains("tools")).map(_ -> true))
                .or(() -> row.flatMap(WindowList.Row::tools));
        Optional<Integer> configured = limits.window(ref);
        if (configured.isPresent()) {
            return new ModelFacts(OptionalLong.of(configured.get()), tools, "windows in the configuration");
        }
        if (makesRoom(ref, settings, says)) {
            return room(says, inList, tools);
        }
        if (says.windowTokens().isPresent()) {
            return new ModelFacts(says.windowTokens(), tools, "as its server says");
        }
        OptionalLong fromList = inList.map(ModelInfo::windowTokens).orElse(OptionalLong.empty());
        if (fromList.isPresent()) {
            return new ModelFacts(fromList, tools, "as its provider's list says");
        }
        return row.map(r -> new ModelFacts(OptionalLong.of(r.tokens()), tools, "as the built-in table says"))
                .orElse(new ModelFacts(OptionalLong.empty(), tools, ""));
    }

    /** Its server refused tools for this model, whatever it or a list says. */
    public void takesNoTools(ModelRef ref) {
        if (providers.apply(ref.provider()).isPresent()) {
            withoutTools.add(ref);
        }
    }

    /** What an Ollama can be made to read: no more than we would ask it to make room for. */
    private ModelFacts room(Told says, Optional<ModelInfo> inList, Optional<Boolean> tools) {
        OptionalLong own = says.windowTokens().isPresent()
                ? says.windowTokens()
                : inList.map(ModelInfo::windowTokens).orElse(OptionalLong.empty());
        long most = Math.max(limits.mostContextTokens(), says.setTokens().orElse(0));
        if (own.isPresent() && own.getAsLong() <= most) {
            return new ModelFacts(own, tools, "as its server says");
        }
        String itself =
                own.isPresent() ? String.format(Locale.ROOT, "; the model itself could read %,d", own.getAsLong()) : "";
        return new ModelFacts(OptionalLong.of(most), tools, "limits.num_ctx in the configuration" + itself);
    }

    /**
     * For how much the server has to be told to make room, so that a prompt and its answer of so many tokens fit; empty where
     * servers know by themselves.
     *
     * <p>Another number makes an Ollama load the model again. So it is what the model is loaded with where that is enough,
     * else 4096 doubled until it is, at most the window; and it only ever grows. A window that the user wrote is taken as it
     * is.
     */
    public OptionalInt contextTokens(ModelRef ref, long tokens) throws InterruptedException {
        Optional<Provider> provider = providers.apply(ref.provider());
        if (provider.filter(p -> p.settings().kind() == ProviderKind.OLLAMA).isEmpty()
                || !makesRoom(ref, provider.get().settings(), told(ref, provider.get()))) {
            return OptionalInt.empty();
        }
        if (limits.window(ref).isPresent()) {
            return OptionalInt.of(limits.window(ref).get());
        }
        long window = facts(ref).windowTokens().orElse(limits.mostContextTokens());
        long set = told(ref, provider.get()).setTokens().orElse(LEAST_CONTEXT_TOKENS);
        return OptionalInt.of(contexts.merge(ref, room(set, tokens, window), Math::max));
    }

    private static int room(long set, long tokens, long window) {
        long room = set;
        for (long step = LEAST_CONTEXT_TOKENS; room < tokens && step < window; ) {
            step *= 2;
            room = Math.max(room, step);
        }
        return Math.toIntExact(Math.min(room, window));
    }

    /** An Ollama makes room as it is told, but for models that run in its cloud. */
    private static boolean makesRoom(ModelRef ref, ProviderSettings settings, Told says) {
        return settings.kind() == ProviderKind.OLLAMA
                && !says.elsewhere()
                && !ref.model().endsWith("cloud");
    }

    /** What a provider's list says, completed with what else is known; asks nobody. */
    public ModelInfo complete(String provider, ModelInfo model) {
        ModelRef ref = new ModelRef(provider, model.name());
        listed.put(ref, model);
        OptionalLong window = limits.window(ref).map(OptionalLong::of).orElse(model.windowTokens());
        if (window.isEmpty()) {
            window = Stream.of(
                            Optional.ofNullable(told.get(ref))
                                    .map(Told::windowTokens)
                                    .orElse(OptionalLong.empty()),
                            providers
                                    .apply(provider)
                                    .flatMap(p -> row(ref, p.settings()))
                                    .map(r -> OptionalLong.of(r.tokens()))
                                    .orElse(OptionalLong.empty()))
                    .filter(OptionalLong::isPresent)
                    .findFirst()
                    .orElse(OptionalLong.empty());
        }
        return new ModelInfo(model.name(), model.sizeBytes(), window, model.capabilities());
    }

    /** How long texts are in tokens. */
    public TokenRates rates() {
        return rates;
    }

    private Told told(ModelRef ref, Provider provider) throws InterruptedException {
        Told known = told.get(ref);
        if (known != null) {
            return known;
        }
        ReentrantLock lock = asking.computeIfAbsent(ref, _ -> new ReentrantLock());
        lock.lockInterruptibly();
        try {
            Long since = silent.get(ref);
            if (since != null && nanos.getAsLong() - since < REST_NANOS) {
                return Told.NOTHING;
            }
            if (!told.containsKey(ref)) {
                told.put(ref, provider.backend().tell(ref.model()));
            }
            return told.get(ref);
        } catch (ProviderException e) {
            // the request that follows says so itself
            if (e.kind() != ErrorKind.UNREACHABLE) {
                silent.put(ref, nanos.getAsLong());
            }
            return Told.NOTHING;
        } finally {
            lock.unlock();
        }
    }

    private static Optional<WindowList.Row> row(ModelRef ref, ProviderSettings settings) {
        return Origin.of(settings.baseUrl())
                .map(origin -> WindowList.builtIn().sections().get(origin.text()))
                .flatMap(section -> section.row(ref.model()));
    }
}
