package sacred.app.config;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values: each is read as its shape says, or reported and {@link Entry.Wrong}. */
final class Scalars {

    static final String A_MAPPING = "a mapping of keys";

    private static final String TEXT = "text";
    private static final int LONGEST_NUMBER = 30;
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern MISSING_SPACE = Pattern.compile("[A-Za-z0-9_-]+(:)\\S.*", Pattern.DOTALL);

    private final Map<String, String> env;
    private final Problems problems;

    Scalars(Map<String, String> env, Problems problems) {
        this.env = env;
        this.problems = problems;
    }

    Entry text(YamlNode node, String path) {
        Entry entry = expanded(node, path);
        if (entry instanceof Entry.Text t && t.unset().isEmpty()) {
            if (t.value().isBlank()) {
                return wrong(t.place(), path, "must not be empty.");
            }
            if (t.value().chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t')) {
                return wrong(t.place(), path, "contains a control character.");
            }
        }
        return entry;
    }

    Entry expanded(YamlNode node, String path) {
        if (!(node instanceof YamlNode.Scalar s) || s.kind() != YamlNode.Kind.TEXT) {
            return wanted(TEXT, node, path);
        }
        return switch (Expansion.of(s.text(), env)) {
            case Expansion.Done done ->
                new Entry.Text(path, s.place(), done.text(), done.variable(), done.spelled(), Optional.empty());
            case Expansion.Malformed malformed -> wrong(s.place(), path, malformed.message());
            // a provider or a server without its variable is one less, not a broken file
            case Expansion.Unset unset
            when path.startsWith(Schema.PROVIDERS + ".") || path.startsWith(McpSection.NAME + ".") ->
                new Entry.Text(path, s.place(), "", Optional.empty(), "", Optional.of(unset.variable()));
            case Expansion.Unset unset ->
                wrong(s.place(), path, "the environment variable " + unset.variable() + " is not set.");
        };
    }

    Entry url(YamlNode node, String path) {
        Entry entry = text(node, path);
        if (entry instanceof Entry.Text t && t.unset().isEmpty()) {
            Optional<String> complaint = BaseUrl.complaint(t.value());
            return complaint.isPresent() ? wrong(t.place(), path, complaint.get()) : entry;
        }
        return entry;
    }

    Entry word(Shape.Word shape, YamlNode node, String path) {
        // without quotes YAML takes "off" for false
        if (node instanceof YamlNode.Scalar s && shape.allowed().contains(s.text())) {
            return new Entry.Text(path, s.place(), s.text(), Optional.empty(), s.text(), Optional.empty());
        }
        String got = node instanceof YamlNode.Scalar s && s.kind() != YamlNode.Kind.NOTHING
                ? Shown.quoted(s.text()) + " is not allowed." + Nearest.hint(s.text(), shape.allowed())
                : "expected a word, got " + node.what() + ".";
        return wrong(node.place(), path, got + " Allowed: " + String.join(", ", shape.allowed()) + ".");
    }

    Entry flag(YamlNode node, String path, Place key) {
        return node instanceof YamlNode.Scalar s && s.kind() == YamlNode.Kind.BOOLEAN
                ? new Entry.Flag(path, key, s.text().matches("(?i)true|yes|on"))
                : wanted("true or false", node, path);
    }

    Entry number(Shape.Number shape, YamlNode node, String path, Place key) {
        if (!(node instanceof YamlNode.Scalar s) || !s.plain() || s.kind() == YamlNode.Kind.NOTHING) {
            return wanted(shape.range(), node, path);
        }
        if (!DECIMAL.matcher(s.text()).matches()) {
            return wrong(s.place(), path, "expected " + shape.range() + ", in decimal digits and without a unit.");
        }
        if (s.text().length() <= LONGEST_NUMBER) {
            BigDecimal number = new BigDecimal(s.text());
            if ((!shape.whole() || number.scale() == 0) && shape.admits(number)) {
                return new Entry.Num(path, key, number);
            }
        }
        return wrong(s.place(), path, "expected " + shape.range() + ".");
    }

    Entry frequency(YamlNode node, String path, Place key) {
        Optional<Rate> rate = node instanceof YamlNode.Scalar s ? Rate.parse(s.text()) : Optional.empty();
        return rate.isPresent()
                ? new Entry.Frequency(path, key, rate.get())
                : wrong(node.place(), path, "expected a rate such as 30/min; the units are s, min and h.");
    }

    /** Reports that something else was expected, with the usual reason where there is one. */
    Entry wanted(String what, YamlNode node, String path) {
        String hint = "";
        Place place = node.place();
        if (node instanceof YamlNode.Scalar s && s.kind() != YamlNode.Kind.NOTHING) {
            Matcher missing = MISSING_SPACE.matcher(s.text());
            if (what.equals(A_MAPPING)) {
                boolean forgotten = s.plain() && missing.matches();
                hint = forgotten ? " A space is missing after \":\"." : "";
                place = forgotten ? new Place(place.line(), place.column() + missing.start(1)) : place;
            } else if (what.equals(TEXT)) {
                hint = " Quote it.";
            } else {
                hint = s.plain() ? "" : " Remove the quotes.";
            }
        }
        return wrong(place, path, "expected " + what + ", got " + node.what() + "." + hint);
    }

    private Entry wrong(Place place, String path, String message) {
        problems.add(place, path, message);
        return new Entry.Wrong(path, place);
    }
}
