package sacred.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.stream.IntStream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.host.Host;
import sacred.app.session.Target;
import sacred.app.trace.Trace;
import sacred.app.trace.TraceText;
import sacred.timeline.Timeline;
import sacred.timeline.journal.Reading;

/** {@code sacred trace}: what a turn asked of whom, when, and what came of it. */
final class ShowTrace implements Command {

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public String synopsis() {
        return "FILE|ID [TURN]";
    }

    @Override
    public String about() {
        return "every request of a turn and under which other one it was made; of all turns without a number";
    }

    @Override
    public Options options() {
        return new Options().addOption(new Option(null, "json", false, "one JSON object for each span"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException {
        List<String> words = call.words();
        if (words.isEmpty()
                || words.size() > 2
                || words.size() == 2 && !words.getLast().matches("[1-9]\\d{0,8}")) {
            throw new UsageException("trace needs a timeline, and the number of a turn if only one is wanted: sacred"
                    + " trace " + synopsis());
        }
        Reading reading = Reading.of(Target.find(host, words.getFirst()));
        Timeline timeline = reading.timeline();
        PrimitiveIterator.OfInt turns =
                (words.size() == 2 ? IntStream.of(Integer.parseInt(words.getLast())) : timeline.prompts()).iterator();
        while (turns.hasNext()) {
            int turn = turns.nextInt();
            Trace trace = Trace.of(timeline, turn)
                    .orElseThrow(
                            () -> new UsageException("There is no turn " + turn + " in " + words.getFirst() + "."));
            if (call.has("json")) {
                TraceText.json(trace).forEach(host.out()::line);
            } else {
                TraceText.outline(trace).forEach(host.out()::safeLine);
            }
        }
        if (reading.tornTail()) {
            host.err().line("note: the last record is incomplete; it is left as it is.");
        }
        return Cli.OK;
    }
}
