package sacred.timeline.journal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import sacred.timeline.Call;
import sacred.timeline.Cost;
import sacred.timeline.ErrorKind;
import sacred.timeline.ModelRef;
import sacred.timeline.Said;
import sacred.timeline.Timing;
import sacred.timeline.ToolRun;
import sacred.timeline.Usage;

/** Calls, tool invocations, usage and cost from the members of a record: the inverse of {@link CallEncoder}. */
final class CallDecoder {

    private CallDecoder() {}

    static List<Call> calls(Members m) throws Unreadable {
        List<Call> calls = new ArrayList<>();
        for (Json call : m.items("calls")) {
            calls.add(call(Members.of(call, "calls")));
        }
        return calls;
    }

    private static Call call(Members m) throws Unreadable {
        return new Call(
                m.small("index"),
                new ModelRef(m.text("provider"), m.text("model")),
                m.optionalText("model_answered"),
                m.text("role"),
                m.small("attempt"),
                new Timing(m.integer("start_ms"), m.optionalInteger("ttft_ms"), m.optionalInteger("duration_ms")),
                usage(m),
                cost(m),
                m.optionalText("finish"),
                Decoder.wire(Call.Status.values(), Call.Status::wire, m.text("status")),
                m.text("cache"),
                m.get("error").isPresent() ? Optional.of(failure(m.members("error"))) : Optional.empty(),
                m.get("saved").isPresent() ? Optional.of(saved(m.members("saved"))) : Optional.empty(),
                said(m));
    }

    private static Said said(Members m) throws Unreadable {
        return new Said(
                m.optionalText("prompt"),
                m.optionalText("text"),
                m.optionalText("reasoning"),
                m.optionalSmall("instance"),
                m.optionalSmall("iteration"),
                m.optionalSmall("within"),
                m.optionalDecimal("confidence"),
                Decoder.pace(m));
    }

    private static Call.Saved saved(Members m) throws Unreadable {
        return new Call.Saved(
                Decoder.instant(m, "at"),
                m.optionalInteger("input"),
                m.optionalInteger("output"),
                amount(m, "cost_usd"));
    }

    private static Call.Failure failure(Members m) throws Unreadable {
        return new Call.Failure(
                Decoder.wire(ErrorKind.values(), ErrorKind::wire, m.text("kind")),
                m.text("message"),
                m.optionalSmall("http_status"),
                m.flag("retryable", false),
                m.flag("sent", true));
    }

    static List<ToolRun> tools(Members block) throws Unreadable {
        List<ToolRun> runs = new ArrayList<>();
        for (Json run : block.items("tools")) {
            Members m = Members.of(run, "tools");
            runs.add(new ToolRun(
                    m.text("name"),
                    document(m, "arguments").orElse("{}"),
                    m.text("result"),
                    m.optionalInteger("duration_ms"),
                    m.text("status"),
                    m.optionalText("approval"),
                    m.optionalInteger("left_out").orElse(0)));
        }
        return runs;
    }

    static Usage usage(Members record) throws Unreadable {
        Members m = record.members("usage");
        return new Usage(
                m.optionalInteger("input"),
                m.optionalInteger("output"),
                m.optionalInteger("reasoning"),
                m.optionalInteger("cache_read"),
                m.optionalInteger("cache_write"),
                Decoder.wire(Usage.Source.values(), Usage.Source::wire, m.text("source")),
                flags(m),
                document(m, "raw"));
    }

    /** A flag that this version does not know is skipped like an unknown member. */
    private static Set<Usage.Flag> flags(Members m) throws Unreadable {
        Set<Usage.Flag> flags = EnumSet.noneOf(Usage.Flag.class);
        List<Json> names = m.items("flags");
        for (Usage.Flag flag : Usage.Flag.values()) {
            if (names.contains(new Json.Str(flag.wire()))) {
                flags.add(flag);
            }
        }
        return flags;
    }

    static Cost cost(Members m) throws Unreadable {
        Optional<BigDecimal> usd = amount(m, "cost_usd");
        return usd.isEmpty()
                ? Cost.UNKNOWN
                : new Cost(usd, m.flag("cost_complete", true), amount(m, "cost_listed_usd"));
    }

    private static Optional<BigDecimal> amount(Members m, String name) throws Unreadable {
        try {
            return m.optionalText(name).map(BigDecimal::new);
        } catch (NumberFormatException e) {
            throw new Unreadable("its member \"" + name + "\" is not an amount");
        }
    }

    private static Optional<String> document(Members m, String name) {
        return m.get(name).map(value -> value instanceof Json.Str s ? s.value() : value.text());
    }
}
