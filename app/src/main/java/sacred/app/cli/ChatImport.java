package sacred.app.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.app.host.Host;
import sacred.app.intake.ChatConversation;
import sacred.app.intake.ChatExport;
import sacred.app.intake.Unreadable;
import sacred.timeline.Event;
import sacred.timeline.EveryText;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Journal;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.SavedTimeline;
import sacred.timeline.journal.Timelines;
import sacred.timeline.journal.Ulid;

/**
 * The conversations of an OpenAI chat export on their way into timelines, each whole or not at all. One that is here already is left as
 * it is. What was left out is told when all is done, and on the first prompt of each.
 */
final class ChatImport {

    private final Path file;
    private final EveryText clean;
    private final Host host;
    private int imported;
    private int empty;
    private int here;
    private int refused;
    private int branches;
    private int branched;
    private int notText;

    ChatImport(Path file, EveryText clean, Host host) {
        this.file = file;
        this.clean = clean;
        this.host = host;
    }

    int run() throws UsageException, IOException {
        try {
            ChatExport.of(file, host.clock().instant()).read(this::take, this::refuse);
        } catch (Unreadable e) {
            throw new UsageException(
                    file + " cannot be read as an OpenAI chat export: " + e.getMessage() + "." + soFar());
        }
        tell();
        return refused > 0 ? Cli.FAILED : Cli.OK;
    }

    private String soFar() {
        return imported == 0
                ? " Nothing was imported."
                : " " + counted(imported, "conversation") + " before it " + (imported == 1 ? "was" : "were")
                        + " imported, none after it.";
    }

    private void take(int number, ChatConversation conversation) throws IOException {
        if (conversation.events().isEmpty()) {
            empty++;
            return;
        }
        String origin = conversation.id().orElse(conversation.title() + " " + number);
        List<String> notes = new ArrayList<>();
        notes.add("Imported from an OpenAI chat export, " + file.getFileName() + ": "
                + (conversation.title().isEmpty() ? "without a title" : "\"" + conversation.title() + "\"") + ".");
        notes.addAll(conversation.notes());
        List<Event.Durable> events = Import.marked(conversation.events(), notes).stream()
                .map(clean::of)
                .toList();
        Instant begun = conversation.begun().orElse(host.clock().instant());
        Header header = Header.imported(Host.VERSION, begun, "chatgpt " + origin);
        Optional<Path> before = conversation.begun().isPresent() ? Optional.empty() : sameOrigin(header.id());
        if (before.isPresent()) {
            here(number, conversation, before.get());
            return;
        }
        try (Journal journal = Journal.imported(events, host.timelines(), header, host.clock())) {
            Import.say(journal, host);
        } catch (FileAlreadyExistsException e) {
            here(number, conversation, Path.of(e.getFile()));
            return;
        }
        imported++;
        branches += conversation.branches();
        branched += conversation.branches() > 0 ? 1 : 0;
        notText += conversation.notText();
    }

    /** Of a conversation without a time the id begins with that of its import. */
    private Optional<Path> sameOrigin(String id) throws IOException {
        String origin = Ulid.withoutTime(id);
        return new Timelines(host.timelines())
                .saved().stream()
                        .filter(saved -> saved.id().endsWith(origin))
                        .map(SavedTimeline::file)
                        .findFirst();
    }

    private void here(int number, ChatConversation conversation, Path file) throws IOException {
        here++;
        long turns = Reading.of(file).timeline().totals().lastTurn();
        long exported = conversation.events().stream()
                .mapToInt(Event.Durable::turn)
                .max()
                .orElse(0);
        String more = exported > turns
                ? "; " + counted((int) (exported - turns), "turn") + " of the export "
                        + (exported - turns == 1 ? "is" : "are") + " not in it"
                : "";
        host.err()
                .safeLine(
                        "note: conversation " + number + " is here already and was left as it is" + more + ": " + file);
    }

    private void refuse(int number, Unreadable why) {
        refused++;
        host.err().safeLine("sacred: conversation " + number + " was not imported: " + why.getMessage() + ".");
    }

    private void tell() {
        if (empty > 0) {
            note(counted(empty, "conversation") + (empty == 1 ? " has" : " have") + " no messages and"
                    + (empty == 1 ? " is" : " are") + " no timeline");
        }
        if (branches > 0) {
            note(branches + (branches == 1 ? " other branch" : " other branches") + " of "
                    + counted(branched, "conversation") + (branches == 1 ? " was" : " were")
                    + " left out; the first prompt of each says so");
        }
        if (notText > 0) {
            note(counted(notText, "part") + " of messages " + (notText == 1 ? "is" : "are")
                    + " no text; a mark stands in the place of each");
        }
        if (imported + here + refused == 0) {
            note("there was nothing to import");
        }
    }

    private void note(String sentence) {
        host.err().safeLine("note: " + sentence + ".");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
