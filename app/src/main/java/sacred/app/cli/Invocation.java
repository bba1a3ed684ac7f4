package sacred.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.cli.AmbiguousOptionException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import sacred.app.session.Target;

/**
 * A command line, understood: the subcommand (empty for the REPL), its options, and the words that are left. Global options
 * may stand before or after the subcommand.
 */
record Invocation(Optional<Command> command, CommandLine options, List<String> words) {

    /** Global options that choose what is gone on with and who answers: most commands have no use for them. */
    static final Set<String> CHOICES = Set.of("timeline", "continue", "resume", "model");

    static Options global() {
        return new Options()
                .addOption(value(null, "config", "FILE", "the configuration to use"))
                .addOption(value(null, "timeline", "FILE", "the timeline to continue or to create"))
                .addOption(new Option("c", "continue", false, "continue the newest timeline"))
                .addOption(value("r", "resume", "ID", "continue this timeline"))
                .addOption(value("m", "model", "REF", "the model that answers, as provider:model"))
                .addOption(new Option(null, "plain", false, "lines only, no full screen"))
                .addOption(new Option("h", "help", false, "this help"))
                .addOption(new Option("V", "version", false, "the version"));
    }

    static Option value(String letter, String name, String argument, String about) {
        return Option.builder(letter)
                .longOpt(name)
                .hasArg()
                .argName(argument)
                .desc(about)
                .get();
    }

    static Invocation parse(String[] args, List<Command> commands) throws UsageException {
        int at = commandIndex(args);
        if (at >= 0 && args[at].equals("help")) {
            String[] asked = args.clone();
            asked[at] = "--help";
            return parse(asked, commands);
        }
        Optional<Command> command = Optional.empty();
        String[] rest = args;
        if (at >= 0) {
            command = commands.stream().filter(c -> c.name().equals(args[at])).findFirst();
            if (command.isEmpty()) {
                List<String> names = commands.stream().map(Command::name).toList();
                throw new UsageException("\"" + args[at] + "\" is no command. Commands: " + String.join(", ", names)
                        + ". To ask something: sacred ask \"...\"");
            }
            rest = new String[args.length - 1];
            System.arraycopy(args, 0, rest, 0, at);
            System.arraycopy(args, at + 1, rest, at, args.length - at - 1);
        }
        Options options = global();
        command.ifPresent(c -> c.options().getOptions().forEach(options::addOption));
        try {
            CommandLine line = DefaultParser.builder()
                    .setAllowPartialMatching(false)
                    .setStripLeadingAndTrailingQuotes(false)
                    .get()
                    .parse(options, rest);
            if (command.isPresent()) {
                checkUse(command.get(), line);
            }
            return new Invocation(command, line, line.getArgList());
        } catch (ParseException e) {
            throw new UsageException(sentence(e));
        }
    }

    /** What would be ignored is refused. */
    private static void checkUse(Command command, CommandLine line) throws UsageException {
        for (Option given : line.getOptions()) {
            String name = given.getLongOpt();
            if (CHOICES.contains(name) && !command.chosen().contains(name)) {
                throw new UsageException(command.name() + " has no use for --" + name + ". It is written: sacred "
                        + (command.name() + " " + command.synopsis()).strip());
            }
        }
    }

    /** The first word that is neither an option nor the value of a global option. */
    private static int commandIndex(String[] args) {
        Options options = global();
        for (int i = 0; i < args.length; i++) {
            if (args[i].equals("--")) {
                return -1;
            }
            if (!args[i].startsWith("-") || args[i].equals("-")) {
                return i;
            }
            Option option = options.getOption(args[i]);
            if (option != null && option.hasArg()) {
                i++;
            }
        }
        return -1;
    }

    private static String sentence(ParseException e) {
        return switch (e) {
            case AmbiguousOptionException a -> "The option " + a.getOption() + " is ambiguous.";
            case UnrecognizedOptionException u ->
                "There is no option " + u.getOption() + ". Text that begins with a dash stands behind --.";
            case MissingArgumentException m -> "The option " + dashed(m.getOption()) + " needs a value.";
            default -> e.getMessage();
        };
    }

    private static String dashed(Option option) {
        return option.getLongOpt() == null ? "-" + option.getOpt() : "--" + option.getLongOpt();
    }

    boolean has(String option) {
        return options.hasOption(option);
    }

    Optional<String> value(String option) {
        return Optional.ofNullable(options.getOptionValue(option));
    }

    /** Every value of an option that may be repeated. */
    List<String> values(String option) {
        return Optional.ofNullable(options.getOptionValues(option))
                .map(List::of)
                .orElse(List.of());
    }

    Optional<Path> config() {
        return value("config").map(Path::of);
    }

    /** Which timeline a run writes to; the options exclude each other. */
    Target target(boolean save) throws UsageException {
        long given = Arrays.asList("timeline", "continue", "resume").stream()
                .filter(this::has)
                .count();
        if (given > 1) {
            throw new UsageException("Only one of --timeline, --continue and --resume can be meant.");
        }
        if (given == 1 && !save) {
            throw new UsageException("--no-save continues no timeline: what it would add is kept nowhere.");
        }
        return new Target(value("timeline"), value("resume"), has("continue"), save);
    }

    /** The only word, where a command takes exactly one. */
    String onlyWord(String what) throws UsageException {
        if (words.size() != 1) {
            throw new UsageException(command.orElseThrow().name() + " needs exactly one " + what + ": sacred "
                    + command.orElseThrow().name() + " " + command.orElseThrow().synopsis());
        }
        return words.getFirst();
    }
}
