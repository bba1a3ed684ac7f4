package sacred.timeline.journal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The intact records of a timeline, read as the format says and by nothing of the product's. */
final class IndependentReader {

    private static final Pattern SEGMENT =
            Pattern.compile("\\{\"type\":\"segment\".*\"segment\":(\\d+),\"after\":(\\d+),\"bytes\":(\\d+),.*");

    private static final int MOST = 99;

    private IndependentReader() {}

    static List<String> records(Path first) throws IOException {
        String text = "";
        int last = MOST;
        long to = Long.MAX_VALUE;
        for (int number = last; number >= 1; number--) {
            Path file = number == 1 ? first : first.resolveSibling(first.getFileName() + "." + number);
            if (number > last || !Files.exists(file)) {
                continue;
            }
            byte[] all = Files.readAllBytes(file);
            to = number == last || last == MOST ? to : Long.MAX_VALUE;
            String part = new String(all, 0, (int) Math.min(all.length, to), StandardCharsets.ISO_8859_1);
            Matcher segment = SEGMENT.matcher(part.lines().findFirst().orElse(""));
            boolean intact = segment.matches() && Resealed.isIntact(segment.group());
            if (number == 1 || part.contains("\n")) {
                text = part + "\n" + text;
                last = intact ? Integer.parseInt(segment.group(2)) : number - 1;
                to = intact ? Long.parseLong(segment.group(3)) : Long.MAX_VALUE;
            }
        }
        return Arrays.stream(text.split("\n", -1))
                .map(line -> line.replaceFirst("^\0+", ""))
                .filter(line ->
                        Resealed.isIntact(line) && !SEGMENT.matcher(line).matches())
                .toList();
    }

    /** What was acknowledged, as records. */
    static List<String> records(List<byte[]> acknowledged) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        acknowledged.forEach(all::writeBytes);
        return new ArrayList<>(all.toString(StandardCharsets.ISO_8859_1).lines().toList());
    }

    /** Every record is there once, byte for byte and in order; others may stand between them. */
    static void assertHolds(List<String> acknowledged, Path timeline, String when) throws IOException {
        List<String> read = records(timeline);
        List<String> found = read.stream().filter(acknowledged::contains).toList();
        if (!found.equals(acknowledged)) {
            throw new AssertionError(when + ": acknowledged " + acknowledged.size() + " records, of which "
                    + found.size() + " are there:\n" + String.join("\n", acknowledged) + "\n\nread:\n"
                    + String.join("\n", read));
        }
    }
}
