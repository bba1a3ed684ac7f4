package sacred.cognition;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A prompt of the corpus, with what the person who wrote it would want.
 *
 * @param need clear, some or no
 * @param tools any of which serves
 * @param domains in falling order; those that are not named come after
 */
record Labelled(String language, String need, String intent, Set<String> tools, List<String> domains, String prompt) {

    static List<Labelled> read(String file) throws IOException {
        try (InputStream in = Labelled.class.getResourceAsStream("route/rules/" + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Labelled::of)
                    .toList();
        }
    }

    private static Labelled of(String line) {
        String[] column = line.split("\t");
        Set<String> tools = column[3].equals("-") ? Set.of() : new LinkedHashSet<>(Arrays.asList(column[3].split("/")));
        return new Labelled(
                column[0], column[1], column[2], tools, List.of(column[4].split(">")), column[5].replace("\\n", "\n"));
    }

    boolean needsTool() {
        return !need.equals("no");
    }
}
