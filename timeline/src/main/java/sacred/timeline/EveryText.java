package sacred.timeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The same events with every text in them made another: for whatever must not leave with them. Pure, if the ways are.
 *
 * @param text what people or models said, and what the program says about it
 * @param json documents of others: arguments of tools, the usage as a provider reports it
 * @param name names that others give: of models and providers, roles, domains, and what a file has in the place of a word of ours
 * @param file attached files, once their names are others
 */
public record EveryText(
        UnaryOperator<String> text,
        UnaryOperator<String> json,
        UnaryOperator<String> name,
        UnaryOperator<Attachment> file) {

    /** Of contents that stay as they are, or do not go along. */
    public EveryText(UnaryOperator<String> text, UnaryOperator<String> json, UnaryOperator<String> name) {
        this(text, json, name, UnaryOperator.identity());
    }

    public Event.Durable of(Event.Durable event) {
        return switch (event) {
            case Event.Opened opened -> new Event.Opened(input(opened.input()));
            case Event.Sealed sealed -> new Event.Sealed(block(sealed.block()));
            case Event.Closed closed -> closed;
        };
    }

    private Block.Head head(Block.Head head) {
        return new Block.Head(
                head.id(),
                head.turn(),
                head.at(),
                head.durationMs(),
                head.notes().stream().map(text).toList(),
                head.logicalModel().map(name));
    }

    private Block.Input input(Block.Input input) {
        return new Block.Input(
                head(input.head()),
                text.apply(input.text()),
                input.command(),
                input.retryOf(),
                input.attachments().stream()
                        .map(a -> file.apply(new Attachment(text.apply(a.name()), a.sha256(), a.bytes())))
                        .toList());
    }

    private Block block(Block block) {
        return switch (block) {
            case Block.Input b -> input(b);
            case Block.Route b ->
                new Block.Route(head(b.head()), text.apply(b.text()), routing(b.routing()), calls(b.calls()));
            case Block.Tool b ->
                new Block.Tool(head(b.head()), text.apply(b.text()), tools(b.tools()), calls(b.calls()));
            case Block.Format b -> {
                String said = text.apply(b.text());
                yield new Block.Format(
                        head(b.head()),
                        said,
                        calls(b.calls()),
                        pace(b.pace(), b.text(), said),
                        b.compaction().map(this::compaction));
            }
            case Block.Error b -> {
                String partial = text.apply(b.partial());
                yield new Block.Error(
                        head(b.head()),
                        text.apply(b.text()),
                        b.stage(),
                        b.error(),
                        b.retryable(),
                        partial,
                        tools(b.tools()),
                        calls(b.calls()),
                        pace(b.pace(), b.partial(), partial));
            }
        };
    }

    private Compaction compaction(Compaction c) {
        return new Compaction(c.from(), c.to(), text.apply(c.prompt()), c.savedTokens());
    }

    /** The same arrivals of a text that is longer or shorter now, each with its share of it. */
    private static List<Pace> pace(List<Pace> pace, String before, String after) {
        long old = before.codePointCount(0, before.length());
        long now = after.codePointCount(0, after.length());
        if (before.equals(after) || old == 0) {
            return pace;
        }
        long soFar = 0;
        long given = 0;
        List<Pace> changed = new ArrayList<>();
        for (Pace arrival : pace) {
            soFar += arrival.characters();
            long due = Math.min(now, soFar * now / old);
            changed.add(new Pace(arrival.atMs(), (int) (due - given)));
            given = due;
        }
        return changed;
    }

    private Routing routing(Routing r) {
        Map<String, Double> domains = new LinkedHashMap<>();
        r.domains().forEach((domain, share) -> domains.put(name.apply(domain), share));
        return new Routing(
                r.source(),
                text.apply(r.plan()),
                text.apply(r.intent()),
                domains,
                r.boundaries().stream()
                        .map(b -> new Boundary(name.apply(b.between()), b.permeability(), b.status()))
                        .toList(),
                r.tools().stream().map(text).toList(),
                text.apply(r.reason()),
                r.difficulty(),
                r.effect().map(this::effect),
                r.decidedAt());
    }

    private Routing.Effect effect(Routing.Effect effect) {
        return new Routing.Effect(
                name.apply(effect.framing()),
                effect.answerer().map(a -> new Routing.Answerer(model(a.model()), name.apply(a.why()))));
    }

    private ModelRef model(ModelRef model) {
        return new ModelRef(name.apply(model.provider()), name.apply(model.model()));
    }

    private List<ToolRun> tools(List<ToolRun> runs) {
        return runs.stream().map(this::of).toList();
    }

    public ToolRun of(ToolRun run) {
        return new ToolRun(
                text.apply(run.name()),
                json.apply(run.arguments()),
                text.apply(run.result()),
                run.durationMs(),
                name.apply(run.status()),
                run.approval().map(text),
                run.leftOut());
    }

    private List<Call> calls(List<Call> calls) {
        return calls.stream().map(this::of).toList();
    }

    public Call of(Call call) {
        Usage usage = call.usage();
        Optional<Call.Failure> failure = call.error()
                .map(e -> new Call.Failure(e.kind(), text.apply(e.message()), e.httpStatus(), e.retryable(), e.sent()));
        return new Call(
                call.index(),
                model(call.model()),
                call.modelAnswered().map(text),
                name.apply(call.role()),
                call.attempt(),
                call.timing(),
                new Usage(
                        usage.input(),
                        usage.output(),
                        usage.reasoning(),
                        usage.cacheRead(),
                        usage.cacheWrite(),
                        usage.source(),
                        usage.flags(),
                        usage.raw().map(json)),
                call.cost(),
                call.finish().map(text),
                call.status(),
                name.apply(call.cache()),
                failure,
                call.saved(),
                said(call.said()));
    }

    private Said said(Said said) {
        Optional<String> words = said.text().map(text);
        return new Said(
                said.prompt().map(text),
                words,
                said.reasoning().map(text),
                said.instance(),
                said.iteration(),
                said.within(),
                said.confidence(),
                pace(said.pace(), said.text().orElse(""), words.orElse("")));
    }
}
