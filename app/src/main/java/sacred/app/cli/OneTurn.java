package sacred.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import sacred.app.edit.Attachments;
import sacred.app.edit.FileNames;
import sacred.app.host.Host;
import sacred.app.secret.Suspicion;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.TurnThread;
import sacred.app.term.Interrupts;
import sacred.cognition.Stop;
import sacred.timeline.Attachment;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;

/** One turn from the command line: its prompt, its limits, and its outcome as an exit code. */
final class OneTurn {

    private OneTurn() {}

    /** Begins a turn and waits until it is closed; an interrupt of the terminal stops it. */
    static int run(
            Setup setup, Session session, Optional<Duration> timeout, Stop stop, AskView view, TurnThread.Body turn)
            throws IOException, InterruptedException {
        Host host = setup.host();
        setup.config().notes().forEach(note -> host.err().safeLine("note: " + note));
        session.notes().forEach(note -> host.err().line("note: " + note));
        Interrupts.on(() -> stop.now(Stop.Reason.CANCELLED));
        Event.Outcome outcome = TurnThread.run(stop, timeout, turn);
        view.end();
        if (host.out().broken()) {
            return Cli.BROKEN_PIPE;
        }
        return switch (outcome) {
            case OK -> view.refusedATool() ? Cli.FAILED : Cli.OK;
            case FAILED -> refusedByTheBudget(session) ? Cli.BUDGET : Cli.FAILED;
            case CANCELLED -> Cli.INTERRUPTED;
        };
    }

    private static boolean refusedByTheBudget(Session session) {
        return session.timeline().blocks().getLast() instanceof Block.Error error && error.error() == ErrorKind.BUDGET;
    }

    /**
     * The files behind an {@code @}. What is piped is somebody else's text: an {@code @} in it names no file.
     *
     * @param words what was typed
     */
    static List<Attachment.Text> files(List<String> words, String prompt, Host host) throws UsageException {
        return switch (new Attachments(FileNames.here(host.env())).of(String.join(" ", words), prompt)) {
            case Attachments.Refused refused -> throw new UsageException(refused.sentence());
            case Attachments.Ready ready -> {
                ready.remark().ifPresent(host.err()::safeLine);
                yield ready.files();
            }
        };
    }

    static void checkForSecrets(String prompt, Invocation call, Setup setup) throws UsageException {
        checkForSecrets(prompt, List.of(), call, setup);
    }

    /** @param files that go with the prompt */
    static void checkForSecrets(String prompt, List<Attachment.Text> files, Invocation call, Setup setup)
            throws UsageException {
        Suspicion suspicion = new Suspicion(setup.secrets());
        Optional<Suspicion.Found> found = suspicion
                .inPrompt(prompt)
                .or(() -> files.stream()
                        .flatMap(file -> suspicion.in(file.text(), "An attached file").stream())
                        .findFirst());
        if (found.isPresent() && !call.has("allow-secrets")) {
            throw new UsageException(found.get().sentence() + " Nothing was sent; with --allow-secrets it is.");
        }
        found.ifPresent(doubt -> setup.host().err().safeLine("note: " + doubt.sentence()));
    }

    static Optional<BigDecimal> maxCost(Invocation call) throws UsageException {
        Optional<String> text = call.value("max-cost");
        try {
            Optional<BigDecimal> usd = text.map(BigDecimal::new);
            if (usd.isEmpty() || usd.get().signum() >= 0) {
                return usd;
            }
        } catch (NumberFormatException e) {
            // said below, as for a negative amount
        }
        throw new UsageException("--max-cost needs an amount in USD, 0 or more, not \"" + text.get() + "\".");
    }

    static Optional<Duration> timeout(Invocation call) throws UsageException {
        Optional<String> text = call.value("timeout");
        try {
            Optional<Duration> timeout = text.map(t -> Duration.ofMillis(Math.round(Double.parseDouble(t) * 1000)));
            if (timeout.isEmpty() || timeout.get().isPositive()) {
                return timeout;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number that makes no sense
        }
        throw new UsageException("--timeout needs a number of seconds above 0, not \"" + text.get() + "\".");
    }

    /** @param stdin whether piped text joins the prompt */
    static String prompt(List<String> given, Host host, boolean stdin) throws UsageException, IOException {
        String words = String.join(" ", given);
        String piped = !stdin || host.stdinIsTerminal() ? "" : piped(host.in().readAllBytes());
        if (words.isBlank() && piped.isBlank()) {
            throw new UsageException("There is nothing to ask: sacred ask \"...\", or pipe text into it.");
        }
        if (piped.isBlank()) {
            return words;
        }
        return words.isBlank() ? piped : words + "\n\n" + piped;
    }

    /** Piped text without its last line end; it has to be UTF-8, since a guess would change what is asked. */
    private static String piped(byte[] bytes) throws UsageException {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CoderResult result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(in, text, true);
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            throw new UsageException(String.format(
                    "The piped text is not UTF-8: byte 0x%02x at offset %d. Convert it first, for example with iconv.",
                    bytes[in.position()], in.position()));
        }
        return text.flip().toString().stripTrailing();
    }
}
