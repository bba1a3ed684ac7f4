package sacred.app.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.config.Config;
import sacred.app.config.ConfigException;
import sacred.app.export.Asciicast;
import sacred.app.export.Enclosed;
import sacred.app.export.HtmlExport;
import sacred.app.export.MarkdownExport;
import sacred.app.host.Host;
import sacred.app.host.WholeLines;
import sacred.app.redact.Redaction;
import sacred.app.session.Target;
import sacred.app.text.Size;
import sacred.timeline.journal.ContentStore;
import sacred.timeline.journal.Document;
import sacred.timeline.journal.Reading;

/** {@code sacred export}: a saved timeline in a format that others read. */
final class Export implements Command {

    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_ROWS = 24;
    /** With less the full screen says only that it is too small. */
    private static final int LEAST_COLUMNS = 40;

    private static final int LEAST_ROWS = 10;
    private static final int MOST_CELLS = 500;
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    /** The formats; the first name is the one that is shown, the rest are also understood. */
    private enum Format {
        MARKDOWN("markdown", "md"),
        HTML("html", "htm"),
        JSON("json"),
        ASCIICAST("asciicast", "cast");

        private final List<String> names;

        Format(String... names) {
            this.names = List.of(names);
        }

        static Optional<Format> named(String name) {
            return Stream.of(values())
                    .filter(format -> format.names.contains(name.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }

        static String all() {
            return Stream.of(values()).map(format -> format.names.getFirst()).collect(Collectors.joining(", "));
        }
    }

    @Override
    public String name() {
        return "export";
    }

    @Override
    public String synopsis() {
        return "FILE|ID";
    }

    @Override
    public String about() {
        return "a saved timeline as Markdown, a page that plays it, JSON or a recording of a terminal";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Invocation.value("o", "output", "FILE", "write it there, where nothing is yet"))
                .addOption(Invocation.value(
                        "f", "format", "FORMAT", Format.all() + "; without it the end of FILE decides, else markdown"))
                .addOption(new Option(
                        null,
                        "redact",
                        false,
                        "without keys, e-mail addresses, home directories, your name, your patterns"))
                .addOption(new Option(null, "no-attachments", false, "without what stands in attached files"))
                .addOption(Invocation.value(null, "width", "COLUMNS", "of an asciicast; " + DEFAULT_COLUMNS))
                .addOption(Invocation.value(null, "height", "ROWS", "of an asciicast; " + DEFAULT_ROWS));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, ConfigException, IOException {
        Format format = format(call);
        Size size = size(call);
        Optional<Path> output = call.value("output").map(Path::of);
        Reading reading = Reading.of(Target.find(host, call.onlyWord("timeline")));
        Enclosed enclosed = format == Format.ASCIICAST || call.has("no-attachments")
                ? Enclosed.NOTHING
                : Enclosed.of(reading.entries(), ContentStore.in(host.attachments()), goesAlong(format, call, host));
        Exported exported = call.has("redact")
                ? redacted(format, reading, enclosed, size, redaction(call, host), host)
                : new Exported(to -> write(format, reading, enclosed, size, host.zone(), to), reading, enclosed);
        if (output.isEmpty()) {
            try (WholeLines out = new WholeLines(host.out()::text)) {
                exported.document().write(out);
            }
        } else {
            write(output.get(), host, exported.document());
            host.err().safeLine("note: written to " + output.get());
        }
        told(exported.enclosed(), host);
        exported.reading().problems().forEach(problem -> host.err().safeLine("note: not exported: " + problem));
        reading.notes().forEach(note -> host.err().safeLine("note: " + note));
        reading.arrived()
                .ifPresent(arrived -> host.err()
                        .safeLine("note: not exported: what had arrived of turn " + arrived.turn()
                                + ", which has not ended; it is in the timeline once that was opened again."));
        return Cli.OK;
    }

    /** In a document that is read again a text stands beside its hash, so no key can be taken out of it on the way. */
    private static Predicate<String> goesAlong(Format format, Invocation call, Host host) {
        return format == Format.JSON && !call.has("redact")
                ? text -> host.out().hidden(text).equals(text)
                : _ -> true;
    }

    private static void told(Enclosed enclosed, Host host) {
        int files = enclosed.texts().size();
        if (files > 0) {
            host.err()
                    .line("note: with what stands in " + files + (files == 1 ? " attached file" : " attached files")
                            + "; --no-attachments leaves that out");
        }
        enclosed.leftOut().forEach(what -> host.err().safeLine("note: not exported: " + what));
    }

    /**
     * @param reading what of the timeline is in the document
     * @param enclosed what goes along with it
     */
    private record Exported(OutputFile.Content document, Reading reading, Enclosed enclosed) {}

    /** Looked at in whole, or not at all. */
    private static Exported redacted(
            Format format, Reading reading, Enclosed enclosed, Size size, Redaction redaction, Host host)
            throws UsageException, IOException {
        try {
            Enclosed.Changed files = enclosed.with(redaction::of);
            Reading shared = redaction.of(reading, files.renamed());
            String document = document(format, shared, files.enclosed(), size, host.zone());
            redaction.check(
                    format == Format.HTML
                            ? List.of(document, TAG.matcher(document).replaceAll(""))
                            : List.of(document));
            redaction.told().forEach(line -> host.err().safeLine("note: " + line));
            return new Exported(to -> to.write(document), shared, files.enclosed());
        } catch (Redaction.Leak e) {
            throw new UsageException("Nothing was exported: " + e.getMessage() + ".");
        } catch (RuntimeException | StackOverflowError e) {
            // whatever it is, nobody has looked at all of the timeline
            throw new UsageException("Nothing was exported: a part of the timeline could not be looked at ("
                    + e.getClass().getSimpleName() + ").");
        }
    }

    private static String document(Format format, Reading reading, Enclosed enclosed, Size size, ZoneId zone)
            throws IOException {
        StringWriter document = new StringWriter();
        write(format, reading, enclosed, size, zone, document);
        return document.toString();
    }

    private static void write(
            Format format, Reading reading, Enclosed enclosed, Size size, ZoneId zone, Writer document)
            throws IOException {
        switch (format) {
            case MARKDOWN -> MarkdownExport.write(reading.header(), reading.timeline(), zone, enclosed, document);
            case HTML -> HtmlExport.write(reading, zone, enclosed, document);
            case JSON -> Document.write(reading, enclosed.texts(), document);
            case ASCIICAST -> Asciicast.write(reading, size, zone, document);
        }
    }

    /** With the patterns and the keys of the configuration, which has to be whole. */
    private static Redaction redaction(Invocation call, Host host) throws ConfigException {
        Config config = ShowConfig.load(call, host);
        return new Redaction(config.secrets(), host.env(), config.export().redact());
    }

    private static Format format(Invocation call) throws UsageException {
        Optional<String> named = call.value("format");
        if (named.isPresent()) {
            return Format.named(named.get())
                    .orElseThrow(() -> new UsageException(
                            "There is no format \"" + named.get() + "\". Formats: " + Format.all() + "."));
        }
        String file = call.value("output").orElse("");
        return Format.named(file.substring(file.lastIndexOf('.') + 1)).orElse(Format.MARKDOWN);
    }

    private static Size size(Invocation call) throws UsageException {
        return new Size(
                number(call, "width", DEFAULT_COLUMNS, LEAST_COLUMNS),
                number(call, "height", DEFAULT_ROWS, LEAST_ROWS));
    }

    private static int number(Invocation call, String option, int otherwise, int least) throws UsageException {
        Optional<String> given = call.value(option);
        if (given.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(given.get());
            if (number >= least && number <= MOST_CELLS) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number that is out of range
        }
        throw new UsageException("--" + option + " needs a whole number from " + least + " to " + MOST_CELLS
                + ", not \"" + given.get() + "\".");
    }

    private static void write(Path file, Host host, OutputFile.Content document) throws IOException, UsageException {
        try {
            OutputFile.create(file, host.out()::hidden, document);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " is there already; it is not overwritten.");
        }
    }
}
