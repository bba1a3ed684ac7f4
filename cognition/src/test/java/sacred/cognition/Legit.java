package sacred.cognition;

import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Long, regular texts that people ask models for: none of them may be taken for a model that goes round in circles. */
final class Legit {

    private static final String[] WORDS = ("the of a court river time people water light green small large house begins"
                    + " answer number letter when where because against while between often never always perhaps")
            .split(" ");

    private Legit() {}

    static void all(Random random, int seed, Map<String, String> into) {
        into.put("prose " + seed, prose(random, 2_000));
        into.put(
                "table " + seed,
                rows(500, i -> "| " + i + " | user" + i + "@example.com | active | " + i * seed + " |"));
        into.put("numbers " + seed, rows(500, i -> "| " + i + " | " + i * i + " | " + random.nextInt(100) + " |"));
        into.put("drawing " + seed, drawing(random));
        into.put("rules " + seed, rows(60, i -> "+" + "-".repeat(20 + seed * 10) + "+\n| " + word(random) + i));
        into.put("list " + seed, rows(400, i -> i + ". " + sentence(random)));
        into.put("lines " + seed, rows(100, _ -> "I will not talk in class."));
        into.put(
                "code " + seed,
                rows(200, i -> "    case " + i + " -> \"" + word(random) + "\";\n    // " + word(random)));
        into.put("nested " + seed, "{\"a\":[".repeat(20 + seed * 4) + "1" + "]}".repeat(20 + seed * 4));
        into.put("inserts " + seed, rows(800, i -> "INSERT INTO t (id, name) VALUES (" + i + ", 'n" + seed + "');"));
        into.put(
                "hex " + seed,
                rows(300, i -> "%08x  00 00 00 00 00 00 00 00  ff ff ff ff ff ff ff ff".formatted(i * 16)));
        into.put("matrix " + seed, rows(28, _ -> "0 ".repeat(28)));
        into.put("board " + seed, rows(40, i -> (i % 2 == 0 ? ". # " : "# . ").repeat(20)));
        into.put("song " + seed, ("Na na na na na na na na\n".repeat(8) + sentence(random) + "\n").repeat(10));
        into.put("blank " + seed, rows(50, i -> " ".repeat(200) + i));
    }

    static String prose(Random random, int words) {
        return IntStream.range(0, words / 10).mapToObj(_ -> sentence(random)).collect(Collectors.joining(" "));
    }

    private static String drawing(Random random) {
        return rows(
                60,
                i -> " ".repeat(Math.abs(30 - i))
                        + "*".repeat(1 + 2 * (30 - Math.abs(30 - i)))
                        + (random.nextInt(9) == 0 ? "~" : ""));
    }

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String sentence(Random random) {
        return IntStream.range(0, 9).mapToObj(_ -> word(random)).collect(Collectors.joining(" ", "", "."));
    }

    private static String word(Random random) {
        return WORDS[random.nextInt(WORDS.length)];
    }
}
