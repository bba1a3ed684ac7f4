package sacred.app.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.compare.Comparison;
import sacred.app.compare.ComparisonJson;
import sacred.app.host.Host;
import sacred.app.session.Compared;
import sacred.app.view.ComparisonView;

/** {@code sacred compare}: two answers, or two timelines, beside each other. */
final class Compare implements Command {

    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String synopsis() {
        return "FILE|ID [TURN] [FILE|ID] [TURN]";
    }

    @Override
    public String about() {
        return "two timelines, or two answers, with tokens, cost and time, and where their words differ";
    }

    @Override
    public Options options() {
        return new Options().addOption(new Option(null, "json", false, "everything as one JSON object"));
    }

    /** One timeline, or one turn of it. */
    private record Side(String timeline, List<String> turns) {}

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException {
        List<Side> sides = sides(call.words());
        try {
            Comparison comparison = comparison(sides, host);
            if (call.has("json")) {
                host.out().line(ComparisonJson.of(comparison));
            } else {
                ComparisonView.lines(comparison).forEach(host.out()::safeLine);
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
        return Cli.OK;
    }

    private static List<Side> sides(List<String> words) {
        List<Side> sides = new ArrayList<>();
        for (String word : words) {
            if (!sides.isEmpty() && Compared.isTurn(word)) {
                sides.getLast().turns().add(word);
            } else {
                sides.add(new Side(word, new ArrayList<>()));
            }
        }
        return sides;
    }

    private static Comparison comparison(List<Side> sides, Host host) throws UsageException, IOException {
        if (sides.size() == 1 && sides.getFirst().turns().size() == 2) {
            Compared one = Compared.of(host, sides.getFirst().timeline());
            List<String> turns = sides.getFirst().turns();
            return Comparison.of(one.turn(turns.getFirst()), one.turn(turns.getLast()));
        }
        boolean turns = sides.stream().allMatch(side -> side.turns().size() == 1);
        boolean whole = sides.stream().allMatch(side -> side.turns().isEmpty());
        if (sides.size() != 2 || !turns && !whole) {
            throw new UsageException("compare needs two timelines, sacred compare ID ID; a turn of each, sacred compare"
                    + " ID 2 ID 2; or two turns of one, sacred compare ID 1 3.");
        }
        Compared left = Compared.of(host, sides.getFirst().timeline());
        Compared right = Compared.of(host, sides.getLast().timeline());
        return turns
                ? Comparison.of(
                        left.turn(sides.getFirst().turns().getFirst()),
                        right.turn(sides.getLast().turns().getFirst()))
                : left.with(right);
    }
}
