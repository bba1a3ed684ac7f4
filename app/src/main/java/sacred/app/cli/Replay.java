package sacred.app.cli;

import java.io.IOException;
import java.util.Optional;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.loop.ScreenUi;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.session.Target;
import sacred.app.term.FullScreen;
import sacred.app.view.PlainPlayer;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Ulid;

/** {@code sacred replay}: plays a saved timeline offline; it reads one file and nothing else. */
final class Replay implements Command {

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String synopsis() {
        return "FILE|ID [--speed N|max]";
    }

    @Override
    public String about() {
        return "plays a saved timeline with its recorded rhythm; asks nobody";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Invocation.value(null, "speed", "N|max", "how fast, 1 is as recorded (default)"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException, InterruptedException {
        double speed = speed(call.value("speed"));
        Reading reading = Reading.of(Target.find(host, call.onlyWord("timeline")));
        if (Cli.fullScreen(call, host, "auto")) {
            String name = reading.header().map(Header::id).map(Ulid::shortened).orElse("timeline");
            return ScreenUi.replay(host, name, Playback.start(Script.of(reading.entries()), speed), FullScreen::open);
        }
        new PlainPlayer(host.zone(), speed, Thread::sleep, host.out()::text).play(reading.entries());
        if (reading.tornTail()) {
            host.err().line("note: the last record is incomplete; it is left as it is.");
        }
        return Cli.OK;
    }

    private static double speed(Optional<String> text) throws UsageException {
        if (text.isEmpty()) {
            return 1;
        }
        if (text.get().equals("max")) {
            return Double.POSITIVE_INFINITY;
        }
        try {
            double speed = Double.parseDouble(text.get());
            if (speed > 0 && Double.isFinite(speed)) {
                return speed;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number that makes no sense
        }
        throw new UsageException("--speed needs a number above 0 or \"max\", not \"" + text.get() + "\".");
    }
}
