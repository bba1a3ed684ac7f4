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

    private IndependentReader() {}

    static List<String> records(Path first) throws IOException {
        String text = "";
        int last = 9;
        long to = Long.MAX_VALUE;
        for (int number = last; number >= 1; number--) {
            Path file = number == 1 ? first : first.resolveSibling(first.getFileName() + "." + number);
            if (number != last && last != 9 || !Files.exists(file)) {
                continue;
            }
            byte[] all = Files.readAllBytes(file);
            String part = new String(all, 0, (int) Math.min(all.length, to), StandardCharsets.ISO_8859_1);
            Matcher segment = SEGMENT.matcher(part.lines().findFirst().orElse(""));
            boolean begun = segment.matches() && Resealed.isIntact(segment.group()) && part.contains("\n");
            if (number == 1 || begun) {
                text = (begun ? part.substring(part.indexOf('\n') + 1) : part) + text;
                last = begun ? Integer.parseInt(segment.group(2)) : 0;
                to = begun ? Long.parseLong(segment.group(3)) : 0;
            }
        }
        return Arrays.stream(text.split("\n", -1)).filter(Resealed::isIntact).toList();
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
