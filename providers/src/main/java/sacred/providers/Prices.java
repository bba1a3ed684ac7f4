package sacred.providers;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import sacred.timeline.Cost;
import sacred.timeline.ModelRef;
import sacred.timeline.Usage;

/**
 * What the models of this run cost. A model without a price costs an unknown amount, never zero; the built-in engine asks no
 * language model and costs nothing.
 *
 * <p>What the user wrote goes before the {@link PriceList built-in prices}, and those hold only at the server they are of: a
 * server that merely speaks the same protocol has its own prices.
 *
 * @param table what the user says
 * @param origins where a provider's prices are from, by its name
 * @param local providers that nobody sends a bill for, by name: an Ollama on this machine
 */
public record Prices(Map<ModelRef, Price> table, Map<String, String> origins, Set<String> local) {

    /** How long an answer may get under a budget, so that one request does not set aside all that is left. */
    private static final int MOST_ANSWER_TOKENS = 16_384;

    /** What every chat model can be asked for: one whose longest answer nobody knows may refuse more. */
    private static final int USUAL_ANSWER_TOKENS = 4096;

    public Prices {
        table = Map.copyOf(table);
        origins = Map.copyOf(origins);
        local = Set.copyOf(local);
    }

    /** What the user says, and nothing else. */
    public Prices(Map<ModelRef, Price> table) {
        this(table, Map.of(), Set.of());
    }

    /** The same, and the built-in prices of those providers that are what they are called. */
    public Prices at(List<ProviderSettings> providers) {
        Map<String, String> own = new HashMap<>();
        Set<String> here = new HashSet<>();
        for (ProviderSettings provider : providers) {
            Optional<Origin> origin = Origin.of(provider.baseUrl());
            origin.ifPresent(o -> own.put(provider.name(), o.text()));
            if (provider.kind() == ProviderKind.OLLAMA
                    && origin.filter(Origin::isHere).isPresent()) {
                here.add(provider.name());
            }
        }
        return new Prices(table, own, here);
    }

    /** The cost of a call, priced as the model that answered; what the provider itself reports goes first. */
    public Cost cost(ModelRef answered, ModelRef asked, Usage usage, Optional<BigDecimal> reported) {
        Cost listed = cost(answered, asked, usage);
        return reported.map(usd -> Cost.reported(usd, listed)).orElse(listed);
    }

    /** The cost of a call by what we know of prices. */
    public Cost cost(ModelRef answered, ModelRef asked, Usage usage) {
        if (isBuiltIn(asked)) {
            return Cost.NOTHING;
        }
        return price(answered, asked).map(price -> price.of(usage)).orElse(Cost.UNKNOWN);
    }

    /** What a request may cost at most; empty when its model has no price. */
    public Optional<Quote> quote(ModelRef model, Prompt prompt) {
        if (isBuiltIn(model)) {
            return Optional.of(new Quote(BigDecimal.ZERO, BigDecimal.ZERO, MOST_ANSWER_TOKENS, false));
        }
        return price(model).map(price -> {
            OptionalInt own = price.mostAnswerTokens();
            int most = Math.min(own.orElse(USUAL_ANSWER_TOKENS), MOST_ANSWER_TOKENS);
            return price.quote(PromptSize.mostTokens(prompt), most, own.isEmpty() || own.getAsInt() > most);
        });
    }

    /** Whether nobody sends a bill for it, though what it costs is not known. Models in Ollama's cloud are not local. */
    public boolean isLocal(ModelRef model) {
        return local.contains(model.provider()) && !model.model().endsWith("cloud");
    }

    /** Where the built-in price of a model is from; empty when none is used for it. */
    public Optional<PriceList.Section> listed(ModelRef model) {
        return configured(model, model).isPresent()
                ? Optional.empty()
                : section(model).filter(s -> s.price(model.model()).isPresent());
    }

    /** What a model costs by the name it is asked for. */
    public Optional<Price> price(ModelRef model) {
        return price(model, model);
    }

    private Optional<Price> price(ModelRef answered, ModelRef asked) {
        return configured(answered, asked)
                .or(() -> section(answered).flatMap(section -> section.price(answered.model())));
    }

    /** The user may mean a model by the name that is asked for, by the one that answers, or by its undated name. */
    private Optional<Price> configured(ModelRef answered, ModelRef asked) {
        return Stream.concat(
                        Stream.of(answered, asked),
                        Stream.of(answered, asked)
                                .flatMap(ref -> PriceList.undated(ref.model()).stream()
                                        .map(model -> new ModelRef(ref.provider(), model))))
                .map(table::get)
                .filter(Objects::nonNull)
                .findFirst();
    }

    private Optional<PriceList.Section> section(ModelRef model) {
        return Optional.ofNullable(origins.get(model.provider()))
                .map(PriceList.builtIn().sections()::get);
    }

    private static boolean isBuiltIn(ModelRef model) {
        return model.provider().equals(ProviderKind.BUILTIN.wire());
    }
}
