package sacred.cognition;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import sacred.providers.Prices;
import sacred.timeline.journal.Ledger;

/**
 * What may be spent, and what has been: by this session, and by everybody who shares the ledger today. Before a request goes
 * out the most that it can cost is set aside, afterwards what it did cost is written down; what cannot be set aside is not
 * asked. Calls that run at the same time, in this process or in others, set aside one after the other, so they do not
 * overshoot together. A request whose cost nobody learns stays at what was set aside for it.
 *
 * <p>Any thread. US dollars.
 */
public final class Budget {

    private final Limits limits;
    private final Ledger ledger;
    private final Account session;
    private final ReentrantLock lock;

    /** How much may be spent; empty is no limit, zero is nothing. */
    public record Limits(Optional<BigDecimal> perTurn, Optional<BigDecimal> perSession, Optional<BigDecimal> perDay) {

        public static final Limits NONE = new Limits(Optional.empty(), Optional.empty(), Optional.empty());

        boolean any() {
            return perTurn.isPresent() || perSession.isPresent() || perDay.isPresent();
        }

        /** With another limit for a turn, where one is given. */
        public Limits perTurn(Optional<BigDecimal> usd) {
            return new Limits(usd.or(() -> perTurn), perSession, perDay);
        }
    }

    /**
     * Where one limit stands.
     *
     * @param scope {@code session} or {@code day}
     */
    public record Standing(String scope, Optional<BigDecimal> limit, BigDecimal spent) {}

    /** @param spent by this session before, in another process */
    public Budget(Limits limits, Ledger ledger, BigDecimal spent) {
        this(limits, ledger, new Purse(spent), new ReentrantLock());
    }

    private Budget(Limits limits, Ledger ledger, Purse purse, ReentrantLock lock) {
        this.limits = limits;
        this.ledger = ledger;
        this.session = new Account("session", "budget.per_session_usd", limits.perSession(), purse);
        this.lock = lock;
    }

    /** The same limits for another session, which has spent something before. */
    public Budget session(BigDecimal spentBefore, Optional<BigDecimal> perTurn) {
        return new Budget(limits.perTurn(perTurn), ledger, spentBefore);
    }

    /** The same session under other limits; what a turn of this one still spends counts there too. */
    public Budget under(Limits next) {
        return new Budget(next, ledger, session.purse, lock);
    }

    public Limits limits() {
        return limits;
    }

    /** The session and the day; amounts that are set aside count as spent. */
    public List<Standing> standing() throws IOException {
        BigDecimal today = ledger.spent();
        lock.lock();
        try {
            return List.of(
                    new Standing("session", limits.perSession(), session.spent()),
                    new Standing("day", limits.perDay(), today));
        } finally {
            lock.unlock();
        }
    }

    /** @param problems is told when what a request cost could not be written down */
    Spending turn(Prices prices, Consumer<String> problems) {
        Account turn =
                new Account("turn", "budget.per_turn_usd or --max-cost", limits.perTurn(), new Purse(BigDecimal.ZERO));
        return new Spending(prices, this, turn, problems);
    }

    /** The least that is left of any limit; empty when there is none. */
    Optional<BigDecimal> left(Account turn) throws IOException, InterruptedException {
        Optional<BigDecimal> today = limits.perDay().isPresent()
                ? Optional.of(limits.perDay().get().subtract(ledger.spent()))
                : Optional.empty();
        lock.lockInterruptibly();
        try {
            return Stream.of(turn.left(), session.left(), today)
                    .flatMap(Optional::stream)
                    .min(Comparator.naturalOrder());
        } finally {
            lock.unlock();
        }
    }

    /** Sets aside what the offer takes, in all three accounts or in none. */
    Optional<Taken> take(Offer offer, Account turn) throws IOException, InterruptedException {
        lock.lockInterruptibly();
        try {
            Optional<Ledger.Entry> entry = Optional.empty();
            if (limits.perDay().isPresent()) {
                entry = ledger.reserve(spentToday -> offer.within(List.of(
                        turn,
                        session,
                        new Account("day", "budget.per_day_usd", limits.perDay(), new Purse(spentToday)))));
            }
            Optional<BigDecimal> usd =
                    limits.perDay().isPresent() ? entry.map(Ledger.Entry::usd) : offer.within(List.of(turn, session));
            if (usd.isEmpty()) {
                return Optional.empty();
            }
            turn.add(usd.get());
            session.add(usd.get());
            return Optional.of(new Taken(usd.get(), entry));
        } finally {
            lock.unlock();
        }
    }

    /** Which limit leaves less than so much: a clause; empty when all leave enough. Sets nothing aside. */
    Optional<String> lacking(BigDecimal usd, Account turn) throws IOException {
        BigDecimal today = limits.perDay().isPresent() ? ledger.spent() : BigDecimal.ZERO;
        Account day = new Account("day", "budget.per_day_usd", limits.perDay(), new Purse(today));
        lock.lock();
        try {
            return Stream.of(turn, session, day)
                    .filter(account -> account.left()
                            .filter(left -> left.compareTo(usd) < 0)
                            .isPresent())
                    .findFirst()
                    .map(Offer::left);
        } finally {
            lock.unlock();
        }
    }

    /** Puts what a request cost in the place of what was set aside for it. Never interrupted. */
    void settle(Taken taken, BigDecimal usd, Account turn) throws IOException {
        lock.lock();
        try {
            turn.add(usd.subtract(taken.usd()));
            session.add(usd.subtract(taken.usd()));
        } finally {
            lock.unlock();
        }
        if (taken.entry().filter(entry -> entry.usd().compareTo(usd) == 0).isPresent()) {
            return;
        }
        if (taken.entry().isPresent()) {
            ledger.settle(taken.entry().get(), usd);
        } else if (usd.signum() > 0) {
            ledger.spend(usd);
        }
    }

    /**
     * Money that is set aside.
     *
     * @param entry in the ledger; empty where the day has no limit
     */
    record Taken(BigDecimal usd, Optional<Ledger.Entry> entry) {
        static final Taken NOTHING = new Taken(BigDecimal.ZERO, Optional.empty());
    }

    /** What was spent so far. Guarded by the lock of the budget. */
    private static final class Purse {
        private BigDecimal spent;

        Purse(BigDecimal spent) {
            this.spent = spent;
        }
    }

    /** What is spent in one scope, and its limit. Guarded by the lock of the budget. */
    static final class Account {
        private final String scope;
        private final String setBy;
        private final Optional<BigDecimal> limit;
        private final Purse purse;

        private Account(String scope, String setBy, Optional<BigDecimal> limit, Purse purse) {
            this.scope = scope;
            this.setBy = setBy;
            this.limit = limit;
            this.purse = purse;
        }

        String scope() {
            return scope;
        }

        String setBy() {
            return setBy;
        }

        Optional<BigDecimal> limit() {
            return limit;
        }

        /** Empty without a limit; negative when more was spent than set aside. */
        Optional<BigDecimal> left() {
            return limit.map(usd -> usd.subtract(purse.spent));
        }

        BigDecimal spent() {
            return purse.spent;
        }

        private void add(BigDecimal usd) {
            purse.spent = purse.spent.add(usd);
        }
    }
}
