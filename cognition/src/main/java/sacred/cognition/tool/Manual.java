package sacred.cognition.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import sacred.providers.ToolSpec;

/** Answers about this program, from its own manual: the sections whose words fit the topic best. */
final class Manual implements Tool {

    private static final ToolSpec SPEC = new ToolSpec(
            "manual",
            "Looks up how to use sacred, the program this conversation runs in: providers, models, keys, configuration,"
                    + " timelines, replay, routing, commands, exit codes.",
            """
            {"type":"object","properties":{"topic":{"type":"string","description":"a question or a few words"}},\
            "required":["topic"]}\
            """);

    /** Words that say nothing about a topic. "sacred" is in every section. */
    private static final Set<String> IDLE = Set.of("""
        a an and are as at be can could do does for from get have here how i if in into is it its me my of on \
        or please should that the there this to use was what when where which who why with you your\
        """.split(" "));

    private static final int HEADING_WEIGHT = 3;
    private static final int MAX_SECTIONS = 2;
    /** A second section is worth reading when it fits nearly as well as the first. */
    private static final double NEARLY = 0.8;

    private record Section(String text, Set<String> heading, Set<String> body) {
        static Section of(String text) {
            int end = text.indexOf('\n');
            return new Section(text.strip(), words(text.substring(0, end)), words(text.substring(end)));
        }

        String title() {
            return text.lines().findFirst().orElseThrow().replaceFirst("^#+ ", "");
        }

        boolean has(String word) {
            return heading.contains(word) || body.contains(word);
        }
    }

    private static final List<Section> SECTIONS = Arrays.stream(read().split("(?m)^(?=## )"))
            .filter(part -> part.startsWith("## "))
            .map(Section::of)
            .toList();

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String run(Arguments arguments, Context context) throws ToolException {
        Set<String> topic = words(arguments.text("topic"));
        Map<Section, Double> scores =
                SECTIONS.stream().collect(Collectors.toMap(Function.identity(), s -> score(s, topic)));
        double best = scores.values().stream().max(Comparator.naturalOrder()).orElse(0.0);
        if (best == 0) {
            return "The manual says nothing about that. Its sections are: "
                    + SECTIONS.stream().map(Section::title).collect(Collectors.joining(", ")) + ".";
        }
        return SECTIONS.stream()
                .filter(section -> scores.get(section) >= best * NEARLY)
                .sorted(Comparator.comparing(scores::get).reversed())
                .limit(MAX_SECTIONS)
                .map(Section::text)
                .collect(Collectors.joining("\n\n"));
    }

    /** A word counts the more, the fewer sections have it. */
    private static double score(Section section, Set<String> topic) {
        return topic.stream()
                .filter(section::has)
                .mapToDouble(word -> {
                    long sections = SECTIONS.stream().filter(s -> s.has(word)).count();
                    double rarity = Math.log(1.0 + (double) SECTIONS.size() / sections);
                    return rarity * (section.heading.contains(word) ? HEADING_WEIGHT : 1);
                })
                .sum();
    }

    private static Set<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}_]+"))
                .filter(word -> !word.isEmpty() && !IDLE.contains(word))
                .map(word -> word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String read() {
        try (InputStream manual = Manual.class.getResourceAsStream("manual.md")) {
            return new String(manual.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
