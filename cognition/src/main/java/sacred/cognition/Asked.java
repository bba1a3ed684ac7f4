package sacred.cognition;

import java.util.ArrayList;
import java.util.List;
import sacred.cognition.text.Fence;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Contents;

/**
 * A prompt with the files that go with it.
 *
 * @param text as the user wrote it; the route is decided on it
 * @param attachments whose contents are kept elsewhere
 * @param told the text and the contents, as models are told
 * @param missing the files whose content is not at hand; models are told so
 */
public record Asked(String text, List<Attachment> attachments, String told, List<String> missing) {

    public Asked {
        attachments = List.copyOf(attachments);
        missing = List.copyOf(missing);
    }

    /** A prompt alone. */
    public static Asked of(String text) {
        return new Asked(text, List.of(), text, List.of());
    }

    public static Asked of(String text, List<Attachment> attachments, Contents contents) {
        StringBuilder told = new StringBuilder(text);
        List<String> missing = new ArrayList<>();
        for (Attachment attachment : attachments) {
            contents.of(attachment).ifPresentOrElse(content -> told.append(fenced(attachment.name(), content)), () -> {
                missing.add(attachment.name());
                told.append("\n\n").append(attachment.name()).append(":\n[this file is not at hand any more]");
            });
        }
        return new Asked(text, attachments, told.toString(), missing);
    }

    /** As models would be told it, of files that are kept nowhere yet. */
    public static String told(String text, List<Attachment.Text> files) {
        StringBuilder told = new StringBuilder(text);
        files.forEach(file -> told.append(fenced(file.name(), file.text())));
        return told.toString();
    }

    static Asked of(Block.Input input, Contents contents) {
        return of(input.text(), input.attachments(), contents);
    }

    /** In a fence that is longer than every row of backticks in the text. */
    private static String fenced(String name, String text) {
        String fence = Fence.around(text);
        String end = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
        return "\n\n" + name + ":\n" + fence + "\n" + text + end + fence;
    }
}
