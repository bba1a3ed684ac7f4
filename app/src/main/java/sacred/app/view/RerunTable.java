package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.app.compare.Answer;
import sacred.app.compare.Rerun;
import sacred.app.compare.Totals;
import sacred.app.text.Row;
import sacred.app.text.Style;

/** What came of asking the prompts of a timeline again, as lines: prompt by prompt, and in all. Pure. */
public final class RerunTable {

    private static final int NAME_COLUMNS = 30;
    private static final int PROMPT_COLUMNS = 70;
    private static final String SAVED = "as saved";

    private RerunTable() {}

    public static List<String> lines(Rerun rerun) {
        List<String> lines = new ArrayList<>();
        int width = Stream.concat(Stream.of(SAVED), rerun.runs().stream().map(Rerun.Run::model))
                .mapToInt(name -> Row.of(name, Style.TEXT).width())
                .max()
                .orElse(0);
        int columns = Math.min(width, NAME_COLUMNS);
        for (int i = 0; i < rerun.saved().size(); i++) {
            Answer saved = rerun.saved().get(i);
            lines.add("turn " + saved.turn() + "  "
                    + cut(saved.prompt().strip().lines().findFirst().orElse(""), PROMPT_COLUMNS));
            lines.add("  " + padded(SAVED, columns) + "  " + ComparisonView.figures(saved));
            for (Rerun.Run run : rerun.runs()) {
                lines.addAll(line(rerun, run, i, columns));
            }
        }
        lines.add("in all");
        lines.add("  " + padded(SAVED, columns) + "  " + totals(rerun.saved()));
        for (Rerun.Run run : rerun.runs()) {
            lines.add("  " + padded(run.model(), columns) + "  " + totals(run.answers()) + " · "
                    + rerun.count(run, true) + " the same, " + rerun.count(run, false) + " differ");
            lines.add("  " + padded("", columns) + "  timeline " + run.timeline());
        }
        return lines;
    }

    private static List<String> line(Rerun rerun, Rerun.Run run, int prompt, int columns) {
        String name = "  " + padded(run.model(), columns) + "  ";
        if (prompt >= run.answers().size()) {
            return List.of(name + "was not asked any more");
        }
        Answer answer = run.answers().get(prompt);
        String same = rerun.same(run, prompt)
                .map(equal -> equal ? " · the same answer" : " · another answer")
                .orElse("");
        Optional<String> problem =
                answer.problem().flatMap(why -> why.lines().findFirst()).map(why -> " · " + why);
        return List.of(name + ComparisonView.figures(answer) + same + problem.orElse(""));
    }

    private static String totals(List<Answer> answers) {
        Totals totals = Totals.of(answers);
        return totals.whole() + " of " + totals.answers() + " answered · " + Figures.tokens(totals.usage()) + " · "
                + Figures.seconds(totals.durationMs()) + " · " + Figures.money(totals.cost());
    }

    private static String padded(String name, int columns) {
        return Row.of(name, Style.TEXT)
                .shortened(columns)
                .padded(columns, Style.TEXT)
                .text();
    }

    private static String cut(String text, int columns) {
        return Row.of(text, Style.TEXT).shortened(columns).text();
    }
}
