package sacred.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.app.host.Host;
import sacred.app.session.Target;
import sacred.cognition.strategy.ConsortiumResult;
import sacred.timeline.Event;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.SavedTimeline;
import sacred.timeline.journal.Timelines;

/** The runs of consortiums that saved timelines hold. */
final class ConsortiumRuns {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int SHOWN_CHARACTERS = 60;

    private ConsortiumRuns() {}

    /** The newest first. */
    static void list(Host host, int limit, Optional<Instant> since, boolean json) throws IOException {
        int left = limit;
        for (SavedTimeline saved : new Timelines(host.timelines()).saved()) {
            if (left == 0 || saved.id().isEmpty()) {
                continue;
            }
            Timeline timeline = Reading.of(saved.file()).timeline();
            for (Event.Closed closed : timeline.closings().reversed()) {
                Optional<ConsortiumResult> run = ConsortiumResult.of(timeline, closed.turn());
                boolean recent = since.isEmpty() || !closed.at().isBefore(since.get());
                if (run.isPresent() && left > 0 && recent) {
                    left--;
                    if (json) {
                        host.out().line(run.get().summary(saved.id() + ":" + closed.turn()));
                    } else {
                        host.out().safeLine(line(saved.id(), closed, run.get(), host.zone()));
                    }
                }
            }
        }
    }

    private static String line(String id, Event.Closed closed, ConsortiumResult run, ZoneId zone) {
        String prompt = run.prompt().strip().lines().findFirst().orElse("");
        String shown = prompt.codePointCount(0, prompt.length()) <= SHOWN_CHARACTERS
                ? prompt
                : prompt.substring(0, prompt.offsetByCodePoints(0, SHOWN_CHARACTERS)) + "…";
        String confidence = run.reply()
                .map(reply -> reply.confidence().value())
                .filter(value -> value.isPresent())
                .map(value -> String.format(Locale.ROOT, "%.2f", value.getAsDouble()))
                .orElse("?");
        return id + ":" + closed.turn() + "  " + TIME.format(closed.at().atZone(zone)) + "  "
                + closed.outcome().wire() + "  " + run.rounds() + (run.rounds() == 1 ? " round" : " rounds")
                + ", confidence " + confidence + "  " + shown;
    }

    /** @param name of a timeline, and behind a colon the turn; the last run of it without one */
    static ConsortiumResult find(Host host, String name) throws UsageException, IOException {
        int colon = name.lastIndexOf(':');
        boolean withTurn = colon > 0 && name.substring(colon + 1).matches("\\d{1,9}");
        Path file = Target.find(host, withTurn ? name.substring(0, colon) : name);
        Timeline timeline = Reading.of(file).timeline();
        List<Integer> turns = withTurn
                ? List.of(Integer.parseInt(name.substring(colon + 1)))
                : timeline.closings().reversed().stream()
                        .map(Event.Closed::turn)
                        .toList();
        return turns.stream()
                .flatMap(turn -> ConsortiumResult.of(timeline, turn).stream())
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "No consortium answered in " + name + ". `sacred consortium runs` lists those that did."));
    }
}
