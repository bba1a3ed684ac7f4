package sacred.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.app.host.Sentence;
import sacred.app.replay.Script;
import sacred.app.session.Branch;
import sacred.app.session.Resumed;
import sacred.app.session.Session;
import sacred.app.session.Target;
import sacred.app.view.TimelineList;
import sacred.cognition.Rewind;
import sacred.cognition.TurnSettings;
import sacred.providers.ProviderException;
import sacred.timeline.Block;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.JournalException;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Timelines;
import sacred.timeline.journal.Ulid;

/** /new, /fork, /resume, /retry: which timeline goes on, and how. */
final class Timelining {

    private static final int LISTED = 20;
    private static final Pattern AT_BLOCK = Pattern.compile("(.*\\S)\\s+([0-9A-HJKMNP-TV-Z]{26})\\s+(\\d{1,9})");

    private Timelining() {}

    static void fresh(Desk desk, String argument) throws IOException {
        Target target = new Target(Optional.empty(), Optional.empty(), false, true);
        desk.goOnWith(desk.setup().open(target, desk.session().settings()));
        desk.say("A new timeline. The one before is kept; /resume lists them.");
    }

    /** @param words what is meant, and after it, where a search led here, the block that is shown first and its turn */
    static void resume(Desk desk, String words) throws IOException {
        Matcher atBlock = AT_BLOCK.matcher(words);
        Optional<ScreenRequest.ShowBlock> block = atBlock.matches()
                ? Optional.of(new ScreenRequest.ShowBlock(Integer.parseInt(atBlock.group(3)), atBlock.group(2)))
                : Optional.empty();
        String argument = atBlock.matches() ? atBlock.group(1) : words;
        if (argument.isEmpty() && desk.onScreen(new ScreenRequest.PickTimeline())) {
            return;
        }
        if (argument.isEmpty()) {
            Timelines all = new Timelines(desk.setup().host().timelines());
            TimelineList.lines(all.summaries(), desk.setup().host().zone())
                    .limit(LISTED)
                    .forEach(line -> desk.say("  " + line));
            desk.say("/resume ID goes on with one; the letters in the first column are enough.");
            return;
        }
        try {
            if (isOpen(desk, argument)) {
                if (block.isEmpty() || !desk.onScreen(block.get())) {
                    desk.say("This timeline is open already.");
                }
                return;
            }
            Target target = new Target(Optional.empty(), Optional.of(argument), false, true);
            Session next = desk.setup().open(target, desk.session().settings());
            desk.goOnWith(next);
            next.notes().forEach(desk::say);
            Resumed.sentence(next.timeline()).ifPresent(desk::say);
            block.ifPresent(desk::onScreen);
        } catch (JournalException e) {
            if (block.isEmpty() || !look(desk, argument, block.get(), e.getMessage())) {
                desk.say(e.getMessage());
            }
        } catch (IOException e) {
            desk.say(Sentence.of(e));
        }
    }

    /** What cannot be written here can still be read. False where there is no screen. */
    private static boolean look(Desk desk, String argument, ScreenRequest.ShowBlock at, String why) throws IOException {
        Reading reading = Reading.of(Target.find(desk.setup().host(), argument));
        String name = Ulid.shortened(reading.header().map(Header::id).orElse("timeline"));
        return desk.onScreen(new ScreenRequest.Look(name, Script.of(reading.entries()), at, why));
    }

    static void fork(Desk desk, String argument) throws IOException {
        Optional<Path> file = desk.session().journal().file().filter(Files::exists);
        if (file.isEmpty()) {
            desk.say("There is nothing to fork yet: this timeline is empty, or kept nowhere.");
            return;
        }
        try {
            OptionalInt turn = argument.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(argument));
            Branch made = Branch.of(
                    file.get(), turn, desk.setup().host(), desk.setup().wall());
            Target target = new Target(Optional.of(made.file().toString()), Optional.empty(), false, true);
            String before = Ulid.shortened(desk.session().journal().id());
            desk.goOnWith(desk.setup().open(target, desk.session().settings()));
            desk.say("A new timeline that begins as " + before + ", which is kept.");
        } catch (NumberFormatException e) {
            desk.say("/fork takes the number of a turn, not \"" + argument + "\".");
        } catch (JournalException e) {
            desk.say(e.getMessage());
        }
    }

    static void replay(Desk desk, String argument) throws IOException {
        Optional<Path> file = argument.isEmpty()
                ? desk.session().journal().file().filter(Files::exists)
                : Optional.of(Target.find(desk.setup().host(), argument));
        if (file.isEmpty()) {
            desk.say("There is nothing to play yet.");
            return;
        }
        Reading reading = Reading.of(file.get());
        String id = reading.header().map(Header::id).orElse("timeline");
        String name = Ulid.shortened(id);
        if (!desk.onScreen(new ScreenRequest.Play(name, Script.of(reading.entries())))) {
            desk.say("Outside the full screen: sacred replay " + name + " --plain");
        }
    }

    /** Its lock would name this very process as the one that keeps it from us. */
    private static boolean isOpen(Desk desk, String argument) throws IOException {
        Path wanted = Target.find(desk.setup().host(), argument);
        Optional<Path> open = desk.session().journal().file();
        return open.isPresent() && Files.exists(open.get()) && Files.isSameFile(open.get(), wanted);
    }

    static void retry(Desk desk, String argument) throws IOException, InterruptedException {
        Optional<Block.Input> last = Rewind.lastPrompt(desk.session().timeline());
        if (last.isEmpty()) {
            desk.say("There is nothing to ask again yet.");
            return;
        }
        TurnSettings now = desk.session().settings();
        String reference = argument.replaceFirst("^(-m|--model)(\\s+|$)", "");
        try {
            desk.retry(
                    last.get(),
                    reference.isEmpty() ? now : now.answeredBy(desk.setup().reference(reference)));
        } catch (IllegalArgumentException | ProviderException e) {
            desk.say(e.getMessage());
        }
    }
}
