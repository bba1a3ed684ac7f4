package sacred.app.line;

import java.io.IOError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Candidate;
import org.jline.reader.EOFError;
import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.Reference;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.DumbTerminal;
import sacred.app.command.Commands;
import sacred.app.edit.PromptHistory;
import sacred.app.secret.Suspicion;
import sacred.app.session.Setup;
import sacred.app.text.Printable;
import sacred.providers.ProviderSettings;

/** Lines typed at a terminal: history across sessions, completion of commands, several lines in one prompt. */
final class TypedLines implements LineSource {

    static final String PROMPT = "› ";
    private static final String NEW_LINE = "sacred-new-line";
    private static final String SUSPEND = "sacred-suspend";

    /** Who is typing is not answering. */
    private static final long QUIET_MS = 500;

    private final Terminal terminal;
    private final LineReader reader;

    private TypedLines(Terminal terminal, LineReader reader) {
        this.terminal = terminal;
        this.reader = reader;
    }

    static TypedLines open(Setup setup) throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .provider("jni")
                .dumb(true)
                .graphemeCluster(false)
                .nativeSignals(true)
                .build();
        return over(terminal, setup);
    }

    /** The same over a terminal that only pretends to be one. */
    static TypedLines rehearsal(Setup setup, InputStream typed) throws IOException {
        return over(new DumbTerminal(typed, OutputStream.nullOutputStream()), setup);
    }

    private static TypedLines over(Terminal terminal, Setup setup) throws IOException {
        Attributes shell = terminal.getAttributes();
        terminal.setAttributes(quiet(shell));
        PromptHistory history = new PromptHistory(setup.host().data().resolve("history"));
        LineReader reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("sacred")
                .parser(new Continued())
                .completer((_, line, candidates) -> complete(setup, line, candidates))
                .history(kept(new Suspicion(setup.secrets())))
                .variable(LineReader.HISTORY_FILE, history.readable())
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "  ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
        reader.getWidgets().put(NEW_LINE, () -> {
            reader.getBuffer().write('\n');
            return true;
        });
        reader.getWidgets().put(SUSPEND, () -> suspend(terminal, shell, reader));
        reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(SUSPEND), KeyMap.ctrl('Z'));
        reader.getKeyMaps().get(LineReader.MAIN).bind(new Reference(NEW_LINE), KeyMap.ctrl('J'), KeyMap.alt('\r'));
        return new TypedLines(terminal, reader);
    }

    /** Without a line that looks as if there were a key in it. */
    private static History kept(Suspicion suspicion) {
        return new DefaultHistory() {
            @Override
            public void add(Instant time, String line) {
                suspicion.keepable(line).ifPresent(clean -> super.add(time, clean));
            }
        };
    }

    /**
     * How the terminal is while a turn runs: what is typed ahead is neither echoed into the answer nor changed (the Enter of
     * it would arrive as Ctrl+J), and Ctrl+C is still a signal.
     */
    private static Attributes quiet(Attributes shell) {
        Attributes quiet = new Attributes(shell);
        quiet.setLocalFlags(EnumSet.of(Attributes.LocalFlag.ICANON, Attributes.LocalFlag.ECHO), false);
        quiet.setInputFlag(Attributes.InputFlag.ICRNL, false);
        return quiet;
    }

    /**
     * Ctrl+Z: stops the whole process group, since the launcher waits beside us, with the terminal as the shell knows it;
     * goes on where it was when the shell continues the group.
     */
    private static boolean suspend(Terminal terminal, Attributes shell, LineReader reader) {
        Attributes raw = terminal.getAttributes();
        terminal.setAttributes(shell);
        try {
            ProcessBuilder kill = new ProcessBuilder("kill", "-TSTP", "0");
            // it needs nothing of it, and there may be keys in it
            kill.environment().clear();
            kill.start().waitFor();
        } catch (IOException e) {
            // nothing here can stop a process group; then Ctrl+Z does nothing
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        terminal.setAttributes(raw);
        reader.callWidget(LineReader.REDRAW_LINE);
        reader.callWidget(LineReader.REDISPLAY);
        return true;
    }

    @Override
    public Read next() {
        try {
            return new Line(reader.readLine(PROMPT).replace("\\\n", "\n"));
        } catch (UserInterruptException e) {
            return new Interrupted(e.getPartialLine());
        } catch (EndOfFileException e) {
            return new End();
        } catch (IllegalStateException | IOError e) {
            // the terminal was closed under us: the window is gone or the program is being ended
            return new End();
        }
    }

    @Override
    public Optional<String> answer(String question) {
        Object keepsHistory = reader.getVariable(LineReader.DISABLE_HISTORY);
        reader.setVariable(LineReader.DISABLE_HISTORY, true);
        try {
            while (terminal.reader().read(QUIET_MS) >= 0) {
                // typed before the question was there
            }
            return Optional.of(reader.readLine(question));
        } catch (UserInterruptException | EndOfFileException | IllegalStateException | IOError | IOException e) {
            return Optional.empty();
        } finally {
            reader.setVariable(LineReader.DISABLE_HISTORY, keepsHistory == null ? false : keepsHistory);
        }
    }

    @Override
    public void beside(String line) {
        reader.printAbove(Printable.of(line));
    }

    @Override
    public void onInterrupt(Runnable action) {
        terminal.handle(Terminal.Signal.INT, _ -> action.run());
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            // the terminal has gone; there is nothing left to restore
        }
    }

    private static void complete(Setup setup, ParsedLine line, List<Candidate> candidates) {
        String text = line.line();
        if (!text.startsWith("/")) {
            return;
        }
        if (line.wordIndex() == 0) {
            Commands.ALL.forEach(c ->
                    candidates.add(new Candidate("/" + c.name(), "/" + c.name(), null, c.help(), null, null, true)));
        } else if (text.startsWith("/provider")) {
            setup.providers()
                    .all()
                    .forEach(p -> candidates.add(new Candidate(p.settings().name())));
        } else if (text.startsWith("/model")) {
            for (ProviderSettings provider : setup.config().providers()) {
                provider.models().forEach(model -> candidates.add(new Candidate(provider.name() + ":" + model)));
            }
        } else if (text.startsWith("/route")) {
            List.of("auto", "model", "rules", "off").forEach(mode -> candidates.add(new Candidate(mode)));
        }
    }

    /** A backslash at the end of a line continues it; nothing else in a prompt means anything to the parser. */
    private static final class Continued implements Parser {

        private final DefaultParser words =
                new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);

        @Override
        public ParsedLine parse(String line, int cursor, ParseContext context) {
            if (context == ParseContext.ACCEPT_LINE && line.endsWith("\\")) {
                throw new EOFError(-1, -1, "the line goes on");
            }
            return words.parse(line, cursor, context);
        }

        @Override
        public boolean isEscapeChar(char c) {
            return false;
        }
    }
}
