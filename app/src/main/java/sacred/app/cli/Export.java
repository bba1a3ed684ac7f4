package sacred.app.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.cli.Options;
import sacred.app.export.MarkdownExport;
import sacred.app.host.Host;
import sacred.app.session.Target;
import sacred.timeline.journal.Reading;

/** {@code sacred export}: a saved timeline as a Markdown document. */
final class Export implements Command {

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
        return "a saved timeline as Markdown";
    }

    @Override
    public Options options() {
        return new Options().addOption(Invocation.value("o", "output", "FILE", "write it there, where nothing is yet"));
    }

    @Override
    public int run(Invocation call, Host host) throws UsageException, IOException {
        Reading reading = Reading.of(Target.find(host, call.onlyWord("timeline")));
        String document = MarkdownExport.of(reading.header(), reading.timeline(), host.zone());
        Optional<String> output = call.value("output");
        if (output.isEmpty()) {
            host.out().text(document);
        } else {
            write(Path.of(output.get()), host.out().hidden(document));
            host.err().safeLine("note: written to " + output.get());
        }
        reading.problems().forEach(problem -> host.err().safeLine("note: not exported: " + problem));
        return Cli.OK;
    }

    private static void write(Path file, String document) throws IOException, UsageException {
        try {
            OutputFile.create(file, document);
        } catch (FileAlreadyExistsException e) {
            throw new UsageException(file + " is there already; it is not overwritten.");
        }
    }
}
