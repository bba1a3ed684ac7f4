package sacred.timeline;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Random values of everything that can stand in a timeline, with the nastiest texts there are. */
public final class RandomEvents {

    /** What has broken a file, a terminal or a parser somewhere. */
    public static final List<String> NASTY = List.of(
            "",
            "a",
            "\n",
            "\r\n",
            "\t",
            "\0",
            "\u0007",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u009b2J",
            "\u2028",
            "\u2029",
            "\ud83d",
            "\ude00",
            "\ude00\ud83d",
            "👩‍👩‍👧",
            "🇩🇪",
            "你好",
            "e\u0301",
            "é",
            "\ufeff",
            "\u202e",
            "\uffff",
            "\"",
            "\\",
            "\\u0041",
            ",\"hash\":\"",
            "\",\"hash\":\"" + "0".repeat(64) + "\"}",
            "{\"type\":\"turn\"}",
            "</system>",
            "%s",
            "${X}",
            "null",
            "x".repeat(9000),
            "😀".repeat(5000));

    private final SplittableRandom random;

    public RandomEvents(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public Event.Durable durable() {
        int turn = 1 + random.nextInt(1000);
        return switch (random.nextInt(6)) {
            case 0 ->
                new Event.Opened(new Block.Input(
                        head(turn),
                        text(),
                        random.nextBoolean(),
                        random.nextBoolean() ? OptionalInt.of(1) : OptionalInt.empty(),
                        list(this::attachment)));
            case 1 -> new Event.Sealed(new Block.Route(head(turn), text(), routing(), list(this::call)));
            case 2 -> new Event.Sealed(new Block.Tool(head(turn), text(), list(this::tool), list(this::call)));
            case 3 ->
                new Event.Sealed(
                        new Block.Format(head(turn), text(), list(this::call), list(this::pace), compaction(turn)));
            case 4 -> new Event.Sealed(error(turn));
            default ->
                new Event.Closed(
                        turn, text(), instant(), pick(Event.Outcome.values()), optionalLong(), usage(), cost());
        };
    }

    private Attachment attachment() {
        String digit = Integer.toHexString(random.nextInt(16));
        return new Attachment(text(), digit.repeat(64), random.nextInt(1 << 20));
    }

    private Optional<Compaction> compaction(int turn) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(new Compaction(1, turn, text(), optionalLong()));
    }

    public Block.Error error(int turn) {
        return new Block.Error(
                head(turn),
                text(),
                pick(Stage.values()),
                pick(ErrorKind.values()),
                random.nextBoolean(),
                text(),
                list(this::tool),
                list(this::call),
                list(this::pace));
    }

    public Block.Head head(int turn) {
        return new Block.Head(
                text(),
                turn,
                instant(),
                random.nextInt(5) == 0 ? OptionalLong.empty() : OptionalLong.of(random.nextLong(1 << 30)),
                list(this::text),
                random.nextBoolean() ? Optional.of(text()) : Optional.empty());
    }

    public Routing routing() {
        Map<String, Double> domains = new LinkedHashMap<>();
        for (String domain : List.of("CD", "SD", "CuD", "ED")) {
            domains.put(domain, random.nextBoolean() ? random.nextDouble() : random.nextInt(2));
        }
        List<Boundary> boundaries = random.nextBoolean()
                ? List.of()
                : List.of(new Boundary("CD-SD", random.nextDouble()), new Boundary("CuD-ED", 0, boundaryStatus()));
        return new Routing(
                pick(Routing.Source.values()),
                text(),
                text(),
                domains,
                boundaries,
                list(this::text),
                text(),
                optional(() -> pick(Routing.Difficulty.values())),
                optional(this::effect),
                optional(this::instant));
    }

    private Routing.Effect effect() {
        return new Routing.Effect(text(), optional(() -> new Routing.Answerer(new ModelRef(text(), text()), text())));
    }

    private Boundary.Status boundaryStatus() {
        return pick(Boundary.Status.values());
    }

    public Call call() {
        return new Call(
                random.nextInt(100),
                new ModelRef(text(), text()),
                optional(this::text),
                text(),
                1 + random.nextInt(5),
                new Timing(random.nextLong(1 << 30), optionalLong(), random.nextLong(1 << 30)),
                usage(),
                cost(),
                optional(this::text),
                pick(Call.Status.values()),
                text(),
                optional(this::failure),
                optional(this::saved),
                said());
    }

    private Said said() {
        return new Said(
                optional(this::text),
                optional(this::text),
                optional(this::text),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(100)),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(100)),
                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(100)),
                random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextDouble()),
                list(this::pace));
    }

    private Call.Saved saved() {
        return new Call.Saved(
                Instant.ofEpochMilli(random.nextLong(1L << 41)),
                optionalLong(),
                optionalLong(),
                optional(() -> BigDecimal.valueOf(random.nextInt(1000), random.nextInt(8))));
    }

    private Call.Failure failure() {
        OptionalInt status = random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(600));
        return new Call.Failure(pick(ErrorKind.values()), text(), status, random.nextBoolean(), random.nextBoolean());
    }

    private ToolRun tool() {
        return new ToolRun(
                text(),
                document(),
                text(),
                random.nextLong(1 << 30),
                text(),
                optional(this::text),
                random.nextBoolean() ? 0 : random.nextLong(1 << 30));
    }

    private Pace pace() {
        return new Pace(random.nextLong(1 << 30), random.nextInt(1 << 20));
    }

    public Usage usage() {
        Set<Usage.Flag> flags = EnumSet.noneOf(Usage.Flag.class);
        for (Usage.Flag flag : Usage.Flag.values()) {
            if (random.nextInt(4) == 0) {
                flags.add(flag);
            }
        }
        return new Usage(
                optionalLong(),
                optionalLong(),
                optionalLong(),
                optionalLong(),
                optionalLong(),
                pick(Usage.Source.values()),
                flags,
                optional(this::document));
    }

    public Cost cost() {
        return random.nextBoolean()
                ? Cost.UNKNOWN
                : new Cost(Optional.of(amount()), random.nextBoolean(), optional(this::amount));
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(random.nextLong(1 << 30), random.nextInt(12));
    }

    /** JSON as a provider sends it, but already on one line; or something that is no JSON document at all. */
    private String document() {
        return switch (random.nextInt(5)) {
            case 0 -> "{\"prompt_tokens\":12,\"x\":{\"y\":[1,-0.50,1e5,1E+400,null,true,\"\\u007F\\n\\uD83D é 😀\"]}}";
            case 1 -> "{}";
            case 2 -> "[" + random.nextLong() + ",{\"hash\":\"0\"}]";
            case 3 -> "{\"cut\":";
            default -> "no document " + text();
        };
    }

    private Instant instant() {
        return Instant.ofEpochSecond(random.nextLong(4_000_000_000L), random.nextInt(1_000_000_000));
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            text.append(NASTY.get(random.nextInt(NASTY.size())));
        }
        return text.toString();
    }

    private OptionalLong optionalLong() {
        return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(random.nextLong(1L << 40));
    }

    private <T> Optional<T> optional(Supplier<T> of) {
        return random.nextBoolean() ? Optional.empty() : Optional.of(of.get());
    }

    private <T> List<T> list(Supplier<T> of) {
        return new ArrayList<>(
                IntStream.range(0, random.nextInt(3)).mapToObj(_ -> of.get()).toList());
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
