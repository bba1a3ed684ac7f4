package sacred.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.cli.Option;
import sacred.app.config.Config;
import sacred.app.host.Host;
import sacred.app.host.Since;
import sacred.app.session.Setup;
import sacred.cognition.strategy.MemberCount;
import sacred.cognition.strategy.Options;
import sacred.providers.ProviderException;

/** A consortium as the options of a command describe it. Everything is checked before anybody is asked. */
final class ConsortiumOptions {

    private static final int MOST_ROUNDS = 20;

    private final Invocation call;

    ConsortiumOptions(Invocation call) {
        this.call = call;
    }

    static org.apache.commons.cli.Options all() {
        return new org.apache.commons.cli.Options()
                .addOption(Invocation.value("n", "count", "COUNT", "instances of each member that has no :COUNT"))
                .addOption(Invocation.value(null, "arbiter", "REF", "the model that joins the answers"))
                .addOption(Invocation.value(
                        null, "confidence-threshold", "SHARE", "how sure the arbiter has to be, 0..1 or percent"))
                .addOption(Invocation.value(
                        null, "agreement-threshold", "SHARE", "how much the members have to agree, 0..1 or percent"))
                .addOption(Invocation.value(null, "max-iterations", "ROUNDS", "at most, usually 3"))
                .addOption(Invocation.value(null, "min-iterations", "ROUNDS", "at least, usually 1"))
                .addOption(Invocation.value(
                        null, "stop-on", "WHAT", "what ends the rounds: agreement (usual), confidence or both"))
                .addOption(Invocation.value(null, "quorum", "COUNT", "members that have to answer, usually 1"))
                .addOption(Invocation.value(null, "member-timeout", "SECONDS", "how long the members are waited for"))
                .addOption(Invocation.value(
                        null, "system", "TEXT|FILE", "instructions for every member, or the file they stand in"))
                .addOption(Invocation.value(null, "output", "FILE", "write the whole result there, as JSON"))
                .addOption(new Option(null, "stdin", false, "piped text joins the prompt; this is so by default"))
                .addOption(new Option(null, "no-stdin", false, "piped text is not read"))
                .addOption(new Option(null, "raw", false, "print what members and arbiter said as well"))
                .addOption(new Option(null, "no-save", false, "keep no timeline"))
                .addOption(new Option(null, "allow-secrets", false, "send the prompt though there may be a key in it"))
                .addOption(Invocation.value(null, "timeout", "SECONDS", "end the turn after so long"))
                .addOption(Invocation.value(null, "max-cost", "USD", "spend no more than this on the turn"))
                .addOption(Invocation.value(null, "limit", "COUNT", "how many runs are listed, usually 10"))
                .addOption(Invocation.value(null, "since", "WHEN", "only runs since then: 7d, 12h, or 2026-11-30"))
                .addOption(new Option(null, "json", false, "runs as JSON, one object a line; run-info always is"));
    }

    /** The definition, under a name. */
    Config.LogicalModel definition(String name, Setup setup) throws UsageException, IOException {
        if (call.values("model").isEmpty()) {
            throw new UsageException("A consortium needs members: --model provider:model[:count], once for each.");
        }
        Optional<String> arbiter = call.value("arbiter");
        if (arbiter.isEmpty()) {
            throw new UsageException("A consortium needs somebody who joins the answers: --arbiter provider:model.");
        }
        checkReference("arbiter", arbiter.get(), setup);
        OptionalInt count = whole("count", MemberCount.MOST);
        List<String> members = new ArrayList<>();
        for (String member : call.values("model")) {
            members.add(member(member, count, setup));
        }
        int least = whole("min-iterations", MOST_ROUNDS).orElse(Options.USUAL.minIterations());
        OptionalInt most = whole("max-iterations", MOST_ROUNDS);
        if (most.isPresent() && most.getAsInt() < least) {
            throw new UsageException(
                    "--min-iterations " + least + " is above --max-iterations " + most.getAsInt() + ".");
        }
        Options options = new Options(
                share("confidence-threshold", Options.USUAL.threshold()),
                share("agreement-threshold", Options.USUAL.agreement()),
                stopOn(),
                least,
                most,
                Options.USUAL.layers(),
                whole("quorum", MemberCount.MOST).orElse(Options.USUAL.quorum()),
                patience(),
                false,
                true,
                "",
                system(setup));
        return new Config.LogicalModel(name, "consortium", members, Map.of("arbiter", arbiter.get()), options);
    }

    private static String member(String text, OptionalInt count, Setup setup) throws UsageException {
        try {
            MemberCount member = MemberCount.parse(text, setup.composites()::isKnown);
            checkReference("model", member.model(), setup);
            return member.count().isPresent() || count.isEmpty() ? text : text + "*" + count.getAsInt();
        } catch (IllegalArgumentException e) {
            throw new UsageException("--model " + e.getMessage());
        }
    }

    private static void checkReference(String option, String text, Setup setup) throws UsageException {
        try {
            setup.reference(text);
        } catch (IllegalArgumentException | ProviderException e) {
            throw new UsageException("--" + option + " " + text + ": " + e.getMessage());
        }
    }

    private OptionalInt whole(String option, int most) throws UsageException {
        Optional<String> text = call.value(option);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        try {
            int number = Integer.parseInt(text.get());
            if (number >= 1 && number <= most) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new UsageException(
                "--" + option + " needs a whole number from 1 to " + most + ", not \"" + text.get() + "\".");
    }

    /** A share; what is above one is a percentage. */
    private double share(String option, double usual) throws UsageException {
        Optional<String> text = call.value(option);
        if (text.isEmpty()) {
            return usual;
        }
        try {
            BigDecimal number = new BigDecimal(text.get());
            BigDecimal share = number.compareTo(BigDecimal.ONE) > 0 ? number.movePointLeft(2) : number;
            if (share.signum() >= 0 && share.compareTo(BigDecimal.ONE) <= 0) {
                return share.doubleValue();
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        throw new UsageException(
                "--" + option + " needs a share from 0 to 1, or a percentage up to 100, not \"" + text.get() + "\".");
    }

    private Options.StopOn stopOn() throws UsageException {
        Optional<String> text = call.value("stop-on");
        try {
            return text.map(t -> Options.StopOn.valueOf(t.toUpperCase(Locale.ROOT)))
                    .orElse(Options.USUAL.stopOn());
        } catch (IllegalArgumentException e) {
            throw new UsageException("--stop-on takes agreement, confidence or both, not \"" + text.get() + "\".");
        }
    }

    private Optional<Duration> patience() throws UsageException {
        Optional<String> text = call.value("member-timeout");
        try {
            Optional<Duration> patience = text.map(t -> Duration.ofMillis(Math.round(Double.parseDouble(t) * 1000)));
            if (patience.isEmpty() || patience.get().isPositive()) {
                return patience;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number that makes no sense
        }
        throw new UsageException("--member-timeout needs a number of seconds above 0, not \"" + text.get() + "\".");
    }

    private String system(Setup setup) throws UsageException, IOException {
        if (call.value("system").isEmpty()) {
            return "";
        }
        SystemText system = SystemText.of("system", call.value("system").get());
        system.file()
                .ifPresent(file -> setup.host()
                        .err()
                        .safeLine("note: The instructions are those in the file " + file + " ("
                                + system.text().codePointCount(0, system.text().length()) + " characters)."));
        return system.text();
    }

    /** Since when runs are listed. */
    Optional<Instant> since(Host host) throws UsageException {
        Optional<String> when = call.value("since");
        Optional<Instant> since = when.flatMap(new Since(host.clock(), host.zone())::of);
        if (when.isPresent() && since.isEmpty()) {
            throw new UsageException("--since takes 7d, 12h or a date such as 2026-11-30, not \"" + when.get() + "\".");
        }
        return since;
    }

    int limit() throws UsageException {
        return whole("limit", 1_000_000).orElse(10);
    }
}
