package sacred.app.cli;

import java.util.Comparator;
import java.util.List;
import org.apache.commons.cli.Option;
import sacred.app.host.Output;

/** The help, made from the commands and their options. */
final class Help {

    private static final int COLUMN = 30;

    private Help() {}

    static void print(Invocation call, Output out) {
        if (call.command().isPresent()) {
            command(call.command().get(), out);
        } else {
            all(out);
        }
    }

    private static void all(Output out) {
        out.line("sacred: a terminal client for several language models");
        out.line("");
        out.line("  sacred                        a conversation on the full screen; --plain for lines");
        for (Command c : Cli.ALL) {
            row(out, "sacred " + c.name() + " " + c.synopsis(), c.about());
        }
        out.line("");
        out.line("Options of every command:");
        options(out, Invocation.global().getOptions().stream().toList());
        out.line("");
        out.line(
                "`sacred COMMAND --help` shows the options of a command, for example those of ask: --json, --no-save.");
        out.line("Exit codes: 0 answered, 1 failed, 2 usage or configuration, 130 interrupted.");
    }

    private static void command(Command c, Output out) {
        out.line("sacred " + c.name() + " " + c.synopsis());
        out.line("  " + c.about());
        out.line("");
        options(out, c.options().getOptions().stream().toList());
        options(out, Invocation.global().getOptions().stream().toList());
    }

    private static void options(Output out, List<Option> options) {
        options.stream().sorted(Comparator.comparing(Option::getLongOpt)).forEach(o -> {
            String letter = o.getOpt() == null ? "    " : "-" + o.getOpt() + ", ";
            String value = o.hasArg() ? " " + o.getArgName() : "";
            row(out, letter + "--" + o.getLongOpt() + value, o.getDescription());
        });
    }

    private static void row(Output out, String left, String right) {
        String padded = left.length() < COLUMN
                ? left + " ".repeat(COLUMN - left.length())
                : left + "\n" + " ".repeat(COLUMN + 2);
        out.line("  " + padded + right);
    }
}
