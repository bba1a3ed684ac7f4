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
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import sacred.app.config.ConfigException;
import sacred.app.host.Host;
import sacred.app.secret.Suspicion;
import sacred.app.session.Session;
import sacred.app.session.Setup;
import sacred.app.session.TurnThread;
import sacred.app.term.Interrupts;
import sacred.cognition.Stop;
import sacred.timeline.Block;
import sacred.timeline.ErrorKind;
import sacred.timeline.Event;

/** {@code sacred ask}: one turn, the answer alone on standard output. */
final class Ask implements Command {

    @Override
    public String name() {
        return "ask";
    }

    @Override
    public String synopsis() {
        return "[PROMPT...]";
    }

    @Override
    public String about() {
        return "one turn: the answer on stdout, notes on stderr; piped text joins the prompt";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Invocation.value(null, "route", "REF", "the model that routes"))
                .addOption(Invocation.value(null, "tool", "REF", "the model that calls tools"))
                .addOption(Invocation.value(null, "format", "REF", "the model that writes the answer"))
                .addOption(new Option(null, "no-save", false, "keep no timeline"))
                .addOption(new Option(null, "json", false, "print the records of the timeline as they are sealed"))
                .addOption(new Option(null, "allow-secrets", false, "send the prompt though there may be a key in it"))
                .addOption(Invocation.value(null, "timeout", "SECONDS", "end the turn after so long"))
                .addOption(Invocation.value(null, "max-cost", "USD", "spend no more than this on the turn"))
                .addOption(
                        Invocation.value(null, "yes-tool", "NAME", "allow this tool without asking; may be repeated"));
    }

    @Override
    public int run(Invocation call, Host host)
            throws UsageException, ConfigException, IOException, InterruptedException {
        Optional<Duration> timeout = timeout(call);
        Optional<BigDecimal> maxCost = maxCost(call);
        try (Setup setup = Setup.of(host, call.config())) {
            return ask(call, setup, timeout, maxCost);
        }
    }

    private static int ask(Invocation call, Setup setup, Optional<Duration> timeout, Optional<BigDecimal> maxCost)
            throws UsageException, ConfigException, IOException, InterruptedException {
        Host host = setup.host();
        Answering answering = Answering.of(call, setup);
        String prompt = prompt(call, host);
        checkForSecrets(prompt, call, setup);
        try (Session session = setup.open(call.target(!call.has("no-save")), answering.settings(), maxCost)) {
            setup.config().notes().forEach(note -> host.err().safeLine("note: " + note));
            session.notes().forEach(note -> host.err().line("note: " + note));
            Stop stop = new Stop();
            Interrupts.on(() -> stop.now(Stop.Reason.CANCELLED));
            AskView view = new AskView(host, call.has("json"), stop, call.values("yes-tool"));
            Event.Outcome outcome = TurnThread.run(stop, timeout, () -> session.ask(prompt, stop, view));
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
    }

    private static void checkForSecrets(String prompt, Invocation call, Setup setup) throws UsageException {
        Optional<Suspicion.Found> found = new Suspicion(setup.secrets()).inPrompt(prompt);
        if (found.isPresent() && !call.has("allow-secrets")) {
            throw new UsageException(found.get().sentence() + " Nothing was sent; with --allow-secrets it is.");
        }
        found.ifPresent(doubt -> setup.host().err().safeLine("note: " + doubt.sentence()));
    }

    private static boolean refusedByTheBudget(Session session) {
        return session.timeline().blocks().getLast() instanceof Block.Error error && error.error() == ErrorKind.BUDGET;
    }

    private static Optional<BigDecimal> maxCost(Invocation call) throws UsageException {
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

    private static Optional<Duration> timeout(Invocation call) throws UsageException {
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

    private static String prompt(Invocation call, Host host) throws UsageException, IOException {
        String words = String.join(" ", call.words());
        String piped = host.stdinIsTerminal() ? "" : piped(host.in().readAllBytes());
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
