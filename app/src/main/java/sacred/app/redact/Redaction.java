package sacred.app.redact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import sacred.providers.secret.Secrets;
import sacred.timeline.Attachment;
import sacred.timeline.EveryText;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Partial;
import sacred.timeline.journal.Reading;

/**
 * Takes out of a timeline what must not be shared, in every place where a text can stand. The same value has the same placeholder
 * everywhere, such as {@code [email 1]}; what is told about it are counts, never values. For one timeline and one thread.
 */
public final class Redaction {

    /** A document that still holds what was to be taken out; the message says which kind and never what. */
    public static final class Leak extends Exception {
        private static final long serialVersionUID = 1;

        Leak(String message) {
            super(message);
        }
    }

    private static final Pattern ULID = Pattern.compile("[0-9A-HJKMNP-TV-Z]{26}");

    private final Finders finders;
    private final JsonTexts json = new JsonTexts(this::text, this::number);
    private final Map<Kind, Map<String, Integer>> numbers = new EnumMap<>(Kind.class);
    private final Map<Kind, Integer> removed = new EnumMap<>(Kind.class);

    /**
     * @param env says who the user is and where at home
     * @param patterns of the user, each of which compiles
     */
    public Redaction(Secrets secrets, Map<String, String> env, List<String> patterns) {
        finders = new Finders(secrets, env, patterns);
    }

    /** A text of any kind without what must not be shared. */
    public String of(String text) {
        return whole(text);
    }

    public Reading of(Reading reading) {
        return of(reading, UnaryOperator.identity());
    }

    /** @param files what an attachment is once its content is another */
    public Reading of(Reading reading, UnaryOperator<Attachment> files) {
        EveryText everyText = new EveryText(this::whole, this::whole, this::text, files);
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : reading.entries()) {
            entries.add(
                    switch (entry) {
                        case Entry.Durable e -> new Entry.Durable(e.line(), e.seq(), everyText.of(e.event()));
                        case Entry.Foreign e -> new Entry.Foreign(e.line(), text(e.kind()));
                        case Entry.Damaged e -> new Entry.Damaged(e.line(), text(e.reason()));
                    });
        }
        return new Reading(
                reading.file(),
                reading.header().map(this::header),
                entries,
                reading.tornTail(),
                reading.problems().stream().map(this::text).toList(),
                Reading.fold(entries),
                reading.notes().stream().map(this::text).toList(),
                reading.partial()
                        .map(p -> new Partial(p.turn(), p.stage(), p.at(), text(p.text()), text(p.reasoning()))));
    }

    private Header header(Header header) {
        UnaryOperator<String> id = text -> ULID.matcher(text).matches() ? text : text(text);
        return new Header(
                id.apply(header.id()),
                header.createdAt(),
                text(header.app()),
                header.format(),
                header.parent().map(parent -> new Header.Parent(id.apply(parent.id()), parent.turn())),
                header.repaired());
    }

    /**
     * A look at the finished document, which is written only if nothing is found.
     *
     * @param readings ways to read it
     */
    public void check(List<String> readings) throws Leak {
        for (String reading : readings) {
            Optional<Finders.Match> left = finders.revealing(reading).stream().findFirst();
            if (left.isPresent()) {
                throw new Leak("the finished document still holds " + left.get().kind().plural
                        + ", written in a way that was not seen in the timeline");
            }
        }
    }

    /** What was taken out, a line a kind; never a value. */
    public List<String> told() {
        List<String> lines = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            int times = removed.getOrDefault(kind, 0);
            if (times > 0) {
                int different = numbers.get(kind).size();
                lines.add("removed " + kind.plural + ": " + times + (times == 1 ? " place" : " places") + ", "
                        + different + " different");
            }
        }
        if (lines.isEmpty()) {
            lines.add("nothing was found to remove");
        }
        if (finders.skippedName()) {
            lines.add(
                    "a user name of yours is not looked for, because it is shorter than three letters or everybody's");
        }
        return lines;
    }

    /** A text that may be JSON, and then is looked at as what it says. */
    private String whole(String text) {
        return json.of(text).orElseGet(() -> text(text));
    }

    private Optional<String> number(String digits) {
        String clean = text(digits);
        return clean.equals(digits) ? Optional.empty() : Optional.of(clean);
    }

    /** What is there in another spelling is taken out in the plain one. */
    private String text(String text) {
        String best = text;
        List<Finders.Match> most = finders.in(text);
        String plain = Unescaped.of(text);
        for (String other : List.of(plain, Unescaped.ofMarkdown(plain))) {
            if (!other.equals(text)) {
                List<Finders.Match> matches = finders.in(other);
                if (reaches(matches) > reaches(most)) {
                    best = other;
                    most = matches;
                }
            }
        }
        return most.isEmpty() ? text : replaced(best, most);
    }

    /** How many stretches of the text it is. */
    private static int reaches(List<Finders.Match> matches) {
        return merged(matches).size();
    }

    private String replaced(String text, List<Finders.Match> matches) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (Finders.Match match : merged(matches)) {
            out.append(text, from, match.start())
                    .append(placeholder(match, text.substring(match.start(), match.end())));
            from = match.end();
        }
        return out.append(text, from, text.length()).toString();
    }

    /** Of those that overlap nothing stays: they go together, as what the first of them is. */
    private static List<Finders.Match> merged(List<Finders.Match> matches) {
        List<Finders.Match> sorted = new ArrayList<>(matches);
        sorted.sort(Comparator.comparingInt(Finders.Match::start).thenComparing(match -> match.kind()));
        List<Finders.Match> merged = new ArrayList<>();
        for (Finders.Match match : sorted) {
            Finders.Match last = merged.isEmpty() ? null : merged.getLast();
            if (last == null || match.start() >= last.end()) {
                merged.add(match);
            } else if (match.end() > last.end()) {
                merged.set(merged.size() - 1, new Finders.Match(last.start(), match.end(), last.kind(), last.label()));
            }
        }
        return merged;
    }

    private String placeholder(Finders.Match match, String value) {
        Kind kind = match.kind();
        removed.merge(kind, 1, Integer::sum);
        Map<String, Integer> known = numbers.computeIfAbsent(kind, _ -> new HashMap<>());
        String same = match.label().isEmpty() ? value.toLowerCase(Locale.ROOT) : match.label();
        int number = known.computeIfAbsent(same, _ -> known.size() + 1);
        return match.label().isEmpty() ? "[" + kind.placeholder + " " + number + "]" : "[" + match.label() + "]";
    }
}
