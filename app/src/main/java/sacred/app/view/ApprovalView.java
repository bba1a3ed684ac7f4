package sacred.app.view;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.app.text.Row;
import sacred.app.text.Span;
import sacred.app.text.Style;
import sacred.app.text.Tone;
import sacred.app.text.Wrap;
import sacred.cognition.tool.Approval;

/**
 * What a tool wants to do, whole: nothing is left out of it, nothing in it is invisible, and a long stretch of blanks or of
 * empty lines is counted rather than shown, so that nothing can hide behind it. Pure.
 */
public final class ApprovalView {

    private static final Pattern BLANKS = Pattern.compile("[ \\u00a0\\u2000-\\u200a\\u202f\\u205f\\u3000\\t]{9,}");
    private static final int SHOWN_EMPTY_LINES = 2;

    private static final Row BAR = Row.of(" ┃ ", Style.of(Tone.WARNING).asBold());

    private ApprovalView() {}

    /** {@code shell wants to run a command in /home/anna:}. */
    public static Row title(Approval approval, int columns) {
        return BAR.plus(approval.tool(), Style.of(Tone.WARNING).asBold())
                .plus(" wants to " + approval.action(), Style.TEXT.asBold())
                .shortened(columns);
    }

    /** Every row of what would be done; each begins with the bar, which nothing that is shown can draw. */
    public static List<Row> detail(Approval approval, int columns) {
        List<Row> rows = new ArrayList<>();
        for (String line : lines(approval.detail())) {
            Row before = BAR.plus("  ", Style.TEXT);
            rows.addAll(Wrap.hard(List.of(new Span(line, style(line))), Math.max(1, columns - 1), before, before));
        }
        return rows;
    }

    /** The same as plain lines. */
    public static List<String> lines(String detail) {
        List<String> lines = new ArrayList<>();
        int empty = 0;
        for (String line : detail.split("\\R", -1)) {
            if (line.isBlank() && line.length() < 9) {
                empty++;
                continue;
            }
            empty = flush(lines, empty);
            lines.add(counted(line));
        }
        flush(lines, empty);
        return lines;
    }

    private static int flush(List<String> lines, int empty) {
        if (empty > SHOWN_EMPTY_LINES) {
            lines.add(String.format(Locale.ROOT, "<%,d empty lines>", empty));
        } else {
            for (int i = 0; i < empty; i++) {
                lines.add("");
            }
        }
        return 0;
    }

    private static String counted(String line) {
        Matcher blanks = BLANKS.matcher(line);
        StringBuilder out = new StringBuilder();
        while (blanks.find()) {
            String mark = blanks.start() == 0 && blanks.end() < 40 && line.length() > blanks.end()
                    ? blanks.group()
                    : "<blank×" + (blanks.end() - blanks.start()) + ">";
            blanks.appendReplacement(out, Matcher.quoteReplacement(mark));
        }
        return blanks.appendTail(out).toString();
    }

    /** The lines of a difference. */
    private static Style style(String line) {
        if (line.startsWith("+")) {
            return Style.of(Tone.OK);
        }
        return line.startsWith("-") ? Style.of(Tone.ERROR) : Style.TEXT;
    }

    /** The keys that answer. */
    public static Row keys(boolean whole, int columns) {
        Row yes = whole
                ? BAR.plus("y", Style.ACCENT.asBold())
                        .plus(" once   ", Style.MUTED)
                        .plus("a", Style.ACCENT.asBold())
                        .plus(" always this, in this session   ", Style.MUTED)
                : BAR.plus("↓", Style.ACCENT.asBold()).plus(" there is more to read   ", Style.MUTED);
        return yes.plus("n", Style.ACCENT.asBold()).plus(" no", Style.MUTED).shortened(columns);
    }
}
