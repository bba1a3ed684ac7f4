package sacred.app.export;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.Contents;
import sacred.timeline.Event;
import sacred.timeline.journal.Entry;

/**
 * What stands in the attached files of a timeline and goes with it into a document, held in memory: {@link #MOST_BYTES} at most.
 *
 * @param texts by hash, in the order in which the timeline names them
 * @param leftOut what is named and does not go along, and why; one sentence each, without its end
 */
public record Enclosed(Map<String, String> texts, List<String> leftOut) implements Contents {

    /** Of all together. */
    public static final long MOST_BYTES = 20_000_000;

    /** Nothing goes along, as it was wished. */
    public static final Enclosed NOTHING = new Enclosed(Map.of(), List.of());

    /**
     * The same with other words.
     *
     * @param renamed what an attachment is then: another content has another hash
     */
    public record Changed(Enclosed enclosed, UnaryOperator<Attachment> renamed) {}

    /** @param goes along as it is: a text that would be changed on its way is not what its hash says */
    public static Enclosed of(List<Entry> entries, Contents kept, Predicate<String> goes) {
        Map<String, String> texts = new LinkedHashMap<>();
        List<String> leftOut = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        long bytes = 0;
        for (Attachment file : named(entries)) {
            if (!seen.add(file.sha256())) {
                continue;
            }
            if (bytes + file.bytes() > MOST_BYTES) {
                leftOut.add("what stands in " + file.described() + "; of attached files no more than "
                        + MOST_BYTES / 1_000_000 + " MB go along");
                continue;
            }
            Optional<String> text = kept.of(file);
            if (text.isEmpty()) {
                leftOut.add("what stands in " + file.described() + "; it is not at hand any more as it was sent");
                continue;
            }
            if (!goes.test(text.get())) {
                leftOut.add("what stands in " + file.described() + "; a key stands in it, which --redact takes out");
                continue;
            }
            texts.put(file.sha256(), text.get());
            bytes += file.bytes();
        }
        return new Enclosed(texts, leftOut);
    }

    /** Every file that was attached, as often as it was. */
    public static List<Attachment> named(List<Entry> entries) {
        List<Attachment> named = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.Durable durable && durable.event() instanceof Event.Opened(Block.Input input)) {
                named.addAll(input.attachments());
            }
        }
        return named;
    }

    public Changed with(UnaryOperator<String> words) {
        Map<String, String> changed = new LinkedHashMap<>();
        Map<String, Attachment> renamed = new LinkedHashMap<>();
        texts.forEach((hash, before) -> {
            String text = words.apply(before);
            Attachment file = Attachment.of(new Attachment.Text("", text));
            changed.put(file.sha256(), text);
            renamed.put(hash, file);
        });
        return new Changed(
                new Enclosed(changed, leftOut.stream().map(words).toList()),
                file -> Optional.ofNullable(renamed.get(file.sha256()))
                        .map(now -> new Attachment(file.name(), now.sha256(), now.bytes()))
                        .orElse(file));
    }

    @Override
    public Optional<String> of(Attachment attachment) {
        return Optional.ofNullable(texts.get(attachment.sha256()));
    }
}
