package sacred.timeline.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {

    private static final BigDecimal CENT = new BigDecimal("0.01");
    private static final BigDecimal LIMIT = new BigDecimal("1.00");

    @TempDir
    Path temp;

    private Instant now = Instant.parse("2026-11-25T10:00:00Z");

    private Ledger ledger() {
        return new Ledger(temp.resolve("data").resolve("spending"), () -> now, ZoneOffset.UTC);
    }

    private Path today() {
        return temp.resolve("data/spending/2026-11-25");
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }

    /** A cent where a cent is left of the limit. */
    private static Optional<BigDecimal> cent(BigDecimal spent) {
        return Optional.of(CENT).filter(c -> spent.add(c).compareTo(LIMIT) <= 0);
    }

    @Test
    void whatIsSetAsideCountsUntilTheCostTakesItsPlace() throws Exception {
        Ledger.Entry entry = ledger().reserve(_ -> Optional.of(usd("0.30"))).orElseThrow();
        assertEquals(usd("0.30"), ledger().spent());

        ledger().settle(entry, usd("0.12"));
        ledger().spend(usd("1.5"));

        assertEquals(usd("1.62"), ledger().spent());
    }

    @Test
    void theChoiceKnowsWhatWasSpentAndMayBeNothing() throws Exception {
        ledger().spend(usd("0.7"));
        List<BigDecimal> seen = new ArrayList<>();

        Optional<Ledger.Entry> entry = ledger().reserve(spent -> {
            seen.add(spent);
            return Optional.empty();
        });

        assertEquals(Optional.empty(), entry);
        assertEquals(List.of(usd("0.7")), seen);
        assertEquals(usd("0.7"), ledger().spent());
    }

    @Test
    void aDayEndsAtTheUsersMidnightAndARequestBelongsToTheDayItWasMade() throws Exception {
        Ledger ledger = new Ledger(temp, () -> now, ZoneId.of("Asia/Tokyo"));
        now = Instant.parse("2026-11-25T14:59:59Z");
        Ledger.Entry late = ledger.reserve(_ -> Optional.of(CENT)).orElseThrow();
        now = Instant.parse("2026-11-25T15:00:00Z");

        ledger.settle(late, usd("0.02"));

        assertEquals(BigDecimal.ZERO, ledger.spent());
        now = Instant.parse("2026-11-25T14:59:59Z");
        assertEquals(usd("0.02"), ledger.spent());
    }

    @Test
    void onlyTheOwnerCanReadIt() throws Exception {
        ledger().spend(CENT);

        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(today())));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(today().getParent())));
    }

    @Test
    void readingWritesNothing() throws Exception {
        assertEquals(BigDecimal.ZERO, ledger().spent());

        assertTrue(Files.notExists(temp.resolve("data")));
    }

    @Test
    void aTornLastLineWasNeverAcknowledgedAndIsWrittenOver() throws Exception {
        ledger().spend(usd("0.5"));
        Files.writeString(today(), "cost 01K " + "9".repeat(200), StandardOpenOption.APPEND);

        ledger().spend(usd("0.25"));

        assertEquals(usd("0.75"), ledger().spent());
    }

    @Test
    void aLineThatIsNoAmountIsNamedAndNothingIsSetAside() throws Exception {
        ledger().spend(CENT);
        for (String line : List.of("cost 01K -1", "cost 01K", "cost 01K much", "")) {
            String before = Files.readString(today());
            Files.writeString(today(), line + "\n", StandardOpenOption.APPEND);

            Exception refused = assertThrows(JournalException.class, () -> ledger().reserve(LedgerTest::cent));

            assertTrue(refused.getMessage().contains(today() + ", line 2, is no amount"), refused.getMessage());
            Files.writeString(today(), before);
        }
    }

    @Test
    void anInterruptEndsTheWaitForMoneyAndLeavesTheWritingOfACostAlone() throws Exception {
        Ledger.Entry entry = ledger().reserve(LedgerTest::cent).orElseThrow();

        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> ledger().reserve(LedgerTest::cent));
        Thread.currentThread().interrupt();
        ledger().settle(entry, usd("0.003"));

        assertTrue(Thread.interrupted());
        assertEquals(usd("0.003"), ledger().spent());
    }

    @Test
    void processesTogetherSetAsideWhatIsThereAndNoMore() throws Exception {
        List<Process> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            OtherSpender.class.getName(),
                            temp.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
        int cents = 0;
        for (Process other : others) {
            try (BufferedReader out = other.inputReader()) {
                cents += Integer.parseInt(out.readLine());
            }
        }

        assertEquals(100, cents);
        Ledger ledger = new Ledger(temp, InstantSource.fixed(OtherSpender.NOW), ZoneOffset.UTC);
        assertEquals(LIMIT, ledger.spent());
    }

    /** Another process that takes one cent after the other until it is refused, and says how many it got. */
    static final class OtherSpender {
        static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

        public static void main(String[] arguments) throws IOException, InterruptedException {
            Ledger ledger = new Ledger(Path.of(arguments[0]), InstantSource.fixed(NOW), ZoneOffset.UTC);
            int cents = 0;
            while (ledger.reserve(LedgerTest::cent).isPresent()) {
                cents++;
            }
            System.out.println(cents);
        }
    }
}
