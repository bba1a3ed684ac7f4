package sacred.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares a tree with its shape. Everything that does not fit is reported, and what fits becomes entries. */
final class Walk {

    private final Scalars scalars;
    private final Problems problems;

    Walk(Map<String, String> env, Problems problems) {
        this.scalars = new Scalars(env, problems);
        this.problems = problems;
    }

    Entry.Group root(YamlNode node) {
        return entry(Schema.ROOT, node, "", node.place()) instanceof Entry.Group g
                ? g
                : new Entry.Group("", node.place(), Map.of());
    }

    private Entry entry(Shape shape, YamlNode node, String path, Place key) {
        return switch (shape) {
            case Shape.Fields fields -> fields(fields, node, path, key);
            case Shape.Named named -> named(named, node, path, key);
            case Shape.ListOf list -> list(list.each(), node, path);
            case Shape.OneOrMore more ->
                node instanceof YamlNode.Sequence
                        ? list(more.each(), node, path)
                        : new Entry.Items(path, key, List.of(entry(more.each(), node, path, key)));
            case Shape.Text text -> scalars.text(node, path);
            case Shape.Key k -> scalars.expanded(node, path);
            case Shape.Url url -> scalars.url(node, path);
            case Shape.Word word -> scalars.word(word, node, path);
            case Shape.Flag flag -> scalars.flag(node, path, key);
            case Shape.Number number -> scalars.number(number, node, path, key);
            case Shape.Frequency f -> scalars.frequency(node, path, key);
        };
    }

    private Entry fields(Shape.Fields shape, YamlNode node, String path, Place place) {
        Optional<List<YamlNode.Pair>> pairs = mapping(node, path);
        if (pairs.isEmpty()) {
            return new Entry.Wrong(path, place);
        }
        Map<String, Entry> members = new LinkedHashMap<>();
        for (YamlNode.Pair pair : pairs.get()) {
            String name = pair.key().text();
            Shape each = shape.keys().get(name);
            if (each == null) {
                unknown(shape.keys().keySet(), pair.key(), below(path, name));
            } else if (!(each instanceof Shape.Named && YamlNode.isNothing(pair.value()))) {
                // a section whose lines are all comments is an absent one
                members.put(
                        name,
                        entry(each, pair.value(), below(path, name), pair.key().place()));
            }
        }
        return new Entry.Group(path, place, members);
    }

    private Entry named(Shape.Named shape, YamlNode node, String path, Place place) {
        Optional<List<YamlNode.Pair>> pairs = mapping(node, path);
        if (pairs.isEmpty()) {
            return new Entry.Wrong(path, place);
        }
        Map<String, Entry> members = new LinkedHashMap<>();
        for (YamlNode.Pair pair : pairs.get()) {
            String name = pair.key().text();
            members.put(
                    name,
                    entry(
                            shape.each(),
                            pair.value(),
                            below(path, name),
                            pair.key().place()));
        }
        return new Entry.Group(path, place, members);
    }

    /** The pairs whose keys are text and stand for the first time; empty when it is no mapping. */
    private Optional<List<YamlNode.Pair>> mapping(YamlNode node, String path) {
        if (YamlNode.isNothing(node)) {
            return Optional.of(List.of());
        }
        if (!(node instanceof YamlNode.Mapping mapping)) {
            scalars.wanted(Scalars.A_MAPPING, node, path);
            return Optional.empty();
        }
        List<YamlNode.Pair> pairs = new ArrayList<>();
        Map<String, Place> seen = new LinkedHashMap<>();
        for (YamlNode.Pair pair : mapping.pairs()) {
            YamlNode.Scalar key = pair.key();
            Place first = seen.putIfAbsent(key.text(), key.place());
            // a provider may be called "off" or 4: a name is the text that was written
            if (key.kind() == YamlNode.Kind.NOTHING) {
                problems.add(key.place(), path, "a key must be text, not nothing.");
            } else if (first != null) {
                problems.add(key.place(), below(path, key.text()), "given twice, first on line " + first.line() + ".");
            } else {
                pairs.add(pair);
            }
        }
        return Optional.of(pairs);
    }

    private void unknown(Set<String> known, YamlNode.Scalar key, String path) {
        problems.add(
                key.place(),
                path,
                "unknown key." + Nearest.hint(key.text(), known) + " Allowed: " + String.join(", ", known) + ".");
    }

    private Entry list(Shape each, YamlNode node, String path) {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            problems.add(node.place(), path, "expected a list, got " + node.what() + ". Write [a, b].");
            return new Entry.Wrong(path, node.place());
        }
        List<Entry> items = new ArrayList<>();
        for (YamlNode item : sequence.items()) {
            items.add(entry(each, item, path, item.place()));
        }
        return new Entry.Items(path, node.place(), items);
    }

    private static String below(String path, String name) {
        return (path.isEmpty() ? "" : path + ".") + Shown.name(name);
    }
}
