package sacred.timeline.journal;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Boundary;
import sacred.timeline.Compaction;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.Pace;
import sacred.timeline.Routing;
import sacred.timeline.Stage;

/** Records to events: the inverse of {@link Encoder}. Members that this version does not know are skipped. */
final class Decoder {

    private Decoder() {}

    static Header header(Members m) throws Unreadable {
        return new Header(
                m.text("id"),
                instant(m, "created_at"),
                m.optionalText("app").orElse(""),
                m.small("format"),
                m.get("parent").isPresent() ? Optional.of(parent(m.members("parent"))) : Optional.empty(),
                m.get("repaired").isPresent() ? Optional.of(repaired(m.members("repaired"))) : Optional.empty());
    }

    private static Header.Repaired repaired(Members m) throws Unreadable {
        List<Integer> turns = new ArrayList<>();
        for (Json turn : m.items("incomplete_turns")) {
            turns.add(new Members(new Json.Obj(Map.of("turn", turn))).small("turn"));
        }
        return new Header.Repaired(turns);
    }

    private static Header.Parent parent(Members m) throws Unreadable {
        return new Header.Parent(m.text("id"), m.small("turn"));
    }

    static Partial partial(Members m) throws Unreadable {
        return new Partial(
                m.small("turn"),
                wire(Stage.values(), Stage::wire, m.text("stage")),
                instant(m, "at"),
                m.text("text"),
                m.text("reasoning"));
    }

    static Entry entry(int line, Members m) {
        try {
            String type = m.text("type");
            return switch (type) {
                case "block" -> new Entry.Durable(line, m.integer("seq"), block(m));
                case "turn" -> new Entry.Durable(line, m.integer("seq"), closed(m));
                default -> new Entry.Foreign(line, type);
            };
        } catch (Unreadable.Unknown e) {
            return new Entry.Foreign(line, e.getMessage());
        } catch (Unreadable e) {
            return new Entry.Damaged(line, e.getMessage());
        }
    }

    private static Event.Durable block(Members m) throws Unreadable {
        String kind = m.text("kind");
        return switch (kind) {
            case "input" ->
                new Event.Opened(new Block.Input(
                        head(m),
                        m.text("text"),
                        m.flag("command", false),
                        m.optionalSmall("retry_of"),
                        attachments(m)));
            case "route" ->
                new Event.Sealed(new Block.Route(head(m), m.text("text"), routing(m), CallDecoder.calls(m)));
            case "tool" ->
                new Event.Sealed(new Block.Tool(head(m), m.text("text"), CallDecoder.tools(m), CallDecoder.calls(m)));
            case "format" ->
                new Event.Sealed(
                        new Block.Format(head(m), m.text("text"), CallDecoder.calls(m), pace(m), compaction(m)));
            case "error" -> new Event.Sealed(error(m));
            default -> throw new Unreadable.Unknown(kind);
        };
    }

    private static List<Attachment> attachments(Members m) throws Unreadable {
        List<Attachment> attachments = new ArrayList<>();
        for (Json item : m.items("attachments")) {
            Members attachment = Members.of(item, "attachments");
            try {
                attachments.add(new Attachment(
                        attachment.text("name"), attachment.text("sha256"), attachment.integer("bytes")));
            } catch (IllegalArgumentException e) {
                throw new Unreadable("its member \"attachments\" holds " + e.getMessage());
            }
        }
        return attachments;
    }

    private static Optional<Compaction> compaction(Members m) throws Unreadable {
        if (m.get("compact").isEmpty()) {
            return Optional.empty();
        }
        Members compact = m.members("compact");
        return Optional.of(new Compaction(
                compact.small("from"),
                compact.small("to"),
                compact.text("prompt"),
                compact.optionalInteger("tokens_saved")));
    }

    private static Block.Error error(Members m) throws Unreadable {
        Members error = m.members("error");
        return new Block.Error(
                head(m),
                m.text("text"),
                wire(Stage.values(), Stage::wire, error.text("stage")),
                wire(ErrorKind.values(), ErrorKind::wire, error.text("kind")),
                error.flag("retryable", false),
                error.optionalText("partial").orElse(""),
                CallDecoder.tools(m),
                CallDecoder.calls(m),
                pace(m));
    }

    private static Event.Closed closed(Members m) throws Unreadable {
        return new Event.Closed(
                m.small("turn"),
                m.optionalText("id").orElse(""),
                instant(m, "at"),
                wire(Event.Outcome.values(), Event.Outcome::wire, m.text("outcome")),
                m.optionalInteger("duration_ms"),
                CallDecoder.usage(m),
                CallDecoder.cost(m));
    }

    private static Block.Head head(Members m) throws Unreadable {
        return new Block.Head(
                m.optionalText("id").orElse(""),
                m.small("turn"),
                instant(m, "at"),
                m.optionalInteger("duration_ms"),
                m.texts("notes"),
                m.optionalText("logical_model"));
    }

    private static Routing routing(Members m) throws Unreadable {
        Members route = m.members("route");
        Map<String, Double> domains = new LinkedHashMap<>();
        for (Map.Entry<String, Json> domain :
                route.members("domains").object().members().entrySet()) {
            domains.put(domain.getKey(), share(domain.getValue(), "an activation"));
        }
        return new Routing(
                wire(Routing.Source.values(), Routing.Source::wire, route.text("source")),
                route.text("plan"),
                route.optionalText("intent").orElse(""),
                domains,
                boundaries(route),
                route.texts("tools"),
                route.optionalText("reason").orElse(""),
                route.get("difficulty").isPresent()
                        ? Optional.of(
                                wire(Routing.Difficulty.values(), Routing.Difficulty::wire, route.text("difficulty")))
                        : Optional.empty(),
                route.get("framing").isPresent() ? Optional.of(effect(route)) : Optional.empty(),
                route.get("decided_at").isPresent() ? Optional.of(instant(route, "decided_at")) : Optional.empty());
    }

    private static List<Boundary> boundaries(Members route) throws Unreadable {
        List<Boundary> boundaries = new ArrayList<>();
        if (route.get("boundaries").isEmpty()) {
            return boundaries;
        }
        for (Map.Entry<String, Json> entry :
                route.members("boundaries").object().members().entrySet()) {
            Members m = Members.of(entry.getValue(), entry.getKey());
            boundaries.add(new Boundary(
                    entry.getKey(),
                    share(m.get("permeability").orElse(new Json.Null()), "a permeability"),
                    wire(Boundary.Status.values(), Boundary.Status::wire, m.text("status"))));
        }
        return boundaries;
    }

    private static Routing.Effect effect(Members route) throws Unreadable {
        if (route.get("answerer").isEmpty()) {
            return new Routing.Effect(route.text("framing"), Optional.empty());
        }
        Members m = route.members("answerer");
        ModelRef model = new ModelRef(m.text("provider"), m.text("model"));
        return new Routing.Effect(route.text("framing"), Optional.of(new Routing.Answerer(model, m.text("why"))));
    }

    private static double share(Json value, String what) throws Unreadable {
        if (value instanceof Json.Num n) {
            return Double.parseDouble(n.digits());
        }
        throw new Unreadable(what + " is not a number");
    }

    static List<Pace> pace(Members m) throws Unreadable {
        List<Pace> pace = new ArrayList<>();
        for (Json arrival : m.items("pace")) {
            try {
                if (arrival instanceof Json.Arr(List<Json> pair)
                        && pair.size() == 2
                        && pair.get(0) instanceof Json.Num at
                        && pair.get(1) instanceof Json.Num characters) {
                    pace.add(new Pace(Long.parseLong(at.digits()), Integer.parseInt(characters.digits())));
                    continue;
                }
            } catch (NumberFormatException e) {
                throw new Unreadable("its member \"pace\" holds a number that is not whole");
            }
            throw new Unreadable("its member \"pace\" is not a list of pairs");
        }
        return pace;
    }

    static Instant instant(Members m, String name) throws Unreadable {
        try {
            return Instant.parse(m.text(name));
        } catch (DateTimeException e) {
            throw new Unreadable("its member \"" + name + "\" is not a time");
        }
    }

    static <T> T wire(T[] values, Function<T, String> name, String wire) throws Unreadable {
        for (T value : values) {
            if (name.apply(value).equals(wire)) {
                return value;
            }
        }
        throw new Unreadable.Unknown(wire);
    }
}
