package sacred.app.config;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.CollectionStartEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Text to a tree, from the events of the parser: nothing is constructed, and aliases, anchors and tags are refused where
 * they stand, so no file can grow in memory or name a class.
 */
final class YamlTree {

    private static final int DEEPEST = 20;
    private static final Pattern IMPOSSIBLE = Pattern.compile("\\\\U(?!000|0010)[0-9A-Fa-f]{8}");

    private final Iterator<Event> events;
    private final Problems problems;
    private final Resolver resolver = new Resolver();

    private YamlTree(Iterator<Event> events, Problems problems) {
        this.events = events;
        this.problems = problems;
    }

    /** The one document of a file; empty when there is nothing in it but comments. */
    static Optional<YamlNode> read(String text, Problems problems) throws ConfigException {
        try {
            var events =
                    new Yaml(new LoaderOptions()).parse(new StringReader(text)).iterator();
            return new YamlTree(events, problems).document();
        } catch (MarkedYAMLException e) {
            YamlMistake mistake = YamlMistake.of(e, text);
            throw problems.fatal(mistake.place(), mistake.message());
        } catch (YAMLException e) {
            throw problems.fatal(new Place(1, 1), "the file is not YAML.");
        } catch (IllegalArgumentException e) {
            // the parser lets the number of an impossible character through to Character.toChars
            Matcher escape = IMPOSSIBLE.matcher(text);
            int at = escape.find() ? escape.start() : 0;
            throw problems.fatal(Place.after(text.substring(0, at)), "this is not a character that exists.");
        }
    }

    private Optional<YamlNode> document() throws ConfigException {
        Optional<YamlNode> root = Optional.empty();
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof DocumentStartEvent && root.isPresent()) {
                throw problems.fatal(Place.of(event.getStartMark()), "one document only: remove this \"---\".");
            }
            if (event instanceof NodeEvent node) {
                root = Optional.of(node(node, 0));
            }
        }
        return root;
    }

    private YamlNode node(NodeEvent event, int depth) throws ConfigException {
        Place place = Place.of(event.getStartMark());
        refuse(event, place, depth);
        return switch (event) {
            case MappingStartEvent m -> new YamlNode.Mapping(place, pairs(depth));
            case SequenceStartEvent s -> new YamlNode.Sequence(place, items(depth));
            case ScalarEvent s -> new YamlNode.Scalar(place, s.getValue(), s.isPlain(), kind(s));
            default -> throw new IllegalStateException("an event of the parser that stands for no node");
        };
    }

    private List<YamlNode.Pair> pairs(int depth) throws ConfigException {
        List<YamlNode.Pair> pairs = new ArrayList<>();
        while (events.next() instanceof NodeEvent start) {
            YamlNode key = node(start, depth + 1);
            if (!(key instanceof YamlNode.Scalar name)) {
                throw problems.fatal(key.place(), "a key must be text, not " + key.what() + ".");
            }
            pairs.add(new YamlNode.Pair(name, node((NodeEvent) events.next(), depth + 1)));
        }
        return pairs;
    }

    private List<YamlNode> items(int depth) throws ConfigException {
        List<YamlNode> items = new ArrayList<>();
        while (events.next() instanceof NodeEvent start) {
            items.add(node(start, depth + 1));
        }
        return items;
    }

    private void refuse(NodeEvent event, Place place, int depth) throws ConfigException {
        if (event instanceof AliasEvent) {
            throw problems.fatal(place, "aliases are not allowed. Quote a value that begins with \"*\".");
        }
        if (event.getAnchor() != null) {
            throw problems.fatal(place, "anchors are not allowed. Quote a value that begins with \"&\".");
        }
        boolean tagged = event instanceof ScalarEvent s && s.getTag() != null
                || event instanceof CollectionStartEvent c && c.getTag() != null;
        if (tagged) {
            throw problems.fatal(place, "tags are not allowed. Quote a value that begins with \"!\".");
        }
        if (depth > DEEPEST) {
            throw problems.fatal(place, "nested more than " + DEEPEST + " deep.");
        }
    }

    private YamlNode.Kind kind(ScalarEvent scalar) {
        Tag tag = resolver.resolve(NodeId.scalar, scalar.getValue(), scalar.isPlain());
        if (tag.equals(Tag.BOOL)) {
            return YamlNode.Kind.BOOLEAN;
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return YamlNode.Kind.NUMBER;
        }
        if (tag.equals(Tag.TIMESTAMP)) {
            return YamlNode.Kind.DATE;
        }
        return tag.equals(Tag.NULL) ? YamlNode.Kind.NOTHING : YamlNode.Kind.TEXT;
    }
}
