package sacred.app.redact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sacred.app.export.Asciicast;
import sacred.app.export.Everywhere;
import sacred.app.export.HtmlExport;
import sacred.app.export.MarkdownExport;
import sacred.app.text.Size;
import sacred.providers.Secret;
import sacred.providers.secret.Secrets;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Event;
import sacred.timeline.EveryText;
import sacred.timeline.Pace;
import sacred.timeline.Said;
import sacred.timeline.Stage;
import sacred.timeline.journal.Document;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Partial;
import sacred.timeline.journal.Reading;

class RedactionTest {

    private static final String KEY = "q7Rt4Xw8Zb3Nc6Vd1Yf5Hg0JkLs9aK2m";
    private static final Map<String, String> ENV = Map.of("HOME", "/srv/people/alice", "USER", "alice");

    /** What is planted, what must be gone with it, and what stands there. */
    private record Canary(String text, String gone, String placeholder) {}

    static final List<Canary> CANARIES = List.of(
            new Canary(KEY, KEY.substring(0, 14), "[key of mistral]"),
            new Canary(base64(KEY), base64(KEY).substring(4, 30), "[key of mistral]"),
            new Canary("sk-ant-" + "api03-Zq8Lw2Xv5Nb7Mc1Kd9Jf3", "Zq8Lw2", "[key 1]"),
            new Canary("ghp_" + "Zq8Lw2Xv5Nb7Mc1Kd9Jf3Hg6Ts4Ra0Pe8Wu2", "Zq8Lw2", "[key 1]"),
            new Canary(
                    "-----BEGIN PRIVATE KEY-----\n"
                            + "MIIEvQIBADANBgkqhkiG9w0B\n"
                            + "QUFBQkJCQ0NDREREcanary\n"
                            + "-----END PRIVATE KEY-----",
                    "QUFBQkJCQ0NDREREcanary",
                    "[key 1]"),
            new Canary("Bob.Jones+x@corp.example", "jones", "[email 1]"),
            new Canary("müller@körper.example", "ller", "[email 1]"),
            new Canary("mailto:bob%40corp.example", "corp.ex", "[email 1]"),
            new Canary("bob\\u0040corp.example", "corp.ex", "[email 1]"),
            new Canary("bob&#64;corp.example", "corp.ex", "[email 1]"),
            new Canary("bob&commat;corp&#x2e;example", "corp", "[email 1]"),
            new Canary("bob\\@corp.example", "corp.ex", "[email 1]"),
            new Canary("/home/carol/notes.txt", "carol", "[home 1]"),
            new Canary("file:///Users/carol/notes", "carol", "[home 1]"),
            new Canary("C:\\Users\\carol\\notes", "carol", "[home 1]"),
            new Canary("{\\\"a\\\":\\\"C:\\\\Users\\\\carol\\\\x\\\"}", "carol", "[home 1]"),
            new Canary("?path=%2Fhome%2Fcarol%2Fx", "carol", "[home 1]"),
            new Canary("C%3A%5CUsers%5Ccarol%5Cx", "carol", "[home 1]"),
            new Canary("/srv/people/alice/x", "people", "[home 1]"),
            new Canary("Yours, Alice.", "alice", "[user 1]"),
            new Canary("ALICE@host", "alice", "[user 1]"),
            new Canary("see PROJ-4711", "4711", "[removed 1]"),
            new Canary("my PROJ-\\u0034711", "4711", "[removed 1]"));

    @ParameterizedTest
    @FieldSource("CANARIES")
    void aCanaryIsGoneFromEveryPlaceInEveryFormat(Canary canary) throws Exception {
        Redaction redaction = redaction();

        Reading clean = redaction.of(Everywhere.of("before " + canary.text() + " behind"));

        for (String document : List.of(
                // every component of every record
                clean.toString(),
                MarkdownExport.of(clean.header(), clean.timeline(), ZoneOffset.UTC),
                HtmlExport.of(clean, ZoneOffset.UTC),
                Document.of(clean),
                Asciicast.of(clean, new Size(200, 60), ZoneOffset.UTC),
                String.join("\n", redaction.told()))) {
            String lower = document.toLowerCase(Locale.ROOT);
            assertFalse(lower.contains(canary.gone().toLowerCase(Locale.ROOT)), () -> near(lower, canary.gone()));
            redaction.check(List.of(document));
        }
        assertTrue(Document.of(clean).contains("before " + canary.placeholder())
                || Document.of(clean).contains(canary.placeholder()));
        assertEquals(1, redaction.told().size(), redaction.told().toString());
    }

    @Test
    void theSameValueHasTheSamePlaceholderAndAnotherHasAnother() {
        Reading clean = redaction().of(Everywhere.of("a@x.example b@x.example A@X.example PROJ-1"));

        assertEquals(
                "[email 1] [email 2] [email 1] [removed 1]",
                clean.timeline().blocks().getFirst().text());
    }

    @Test
    void whatIsNoneOfThatStaysAsItIs() {
        Reading reading =
                Everywhere.of("The malice of a homeless user: x@y, pkg@1.2.3, /homer, root, 5 < 6 && \\u0041 &amp;");
        Redaction redaction = redaction();

        assertEquals(reading, redaction.of(reading));
        assertEquals(List.of("nothing was found to remove"), redaction.told());
    }

    @Test
    void whatIsToldAreCounts() {
        Redaction redaction = redaction();

        redaction.of(Everywhere.of("bob@x.example eve@x.example"));

        String told = redaction.told().getFirst();
        assertTrue(told.matches("removed e-mail addresses: [0-9]+ places, 2 different"), told);
    }

    @Test
    void ofTwoThatOverlapNothingStays() {
        Redaction redaction = new Redaction(Secrets.NONE, ENV, List.of("example and [a-z]+", "t?e"));

        Reading clean = redaction.of(Everywhere.of("bob@x.example and more"));

        assertEquals("[email 1]", clean.timeline().blocks().getFirst().text());
    }

    @Test
    void aNumberOfADocumentIsLookedAtToo() {
        String json = "{\"card\":4111111111111111,\"n\":[1.50,true,null]}";
        Redaction redaction = new Redaction(Secrets.NONE, ENV, List.of("[0-9]{16}"));

        Reading clean = redaction.of(Everywhere.of(json));

        assertEquals(
                "{\"card\":\"[removed 1]\",\"n\":[1.50,true,null]}",
                clean.timeline().blocks().getFirst().text());
    }

    @Test
    void aTextThatIsShorterNowKeepsItsRhythm() {
        String text = "mail bob@corporation.example now";
        Block.Format block = new Block.Format(
                new Block.Head("id", 1, Everywhere.AT, 9),
                text,
                List.of(),
                List.of(new Pace(1, 16), new Pace(2, 8), new Pace(3, 8)));
        Reading reading = new Reading(
                Path.of("t"),
                Optional.empty(),
                List.of(new Entry.Durable(2, 1, new Event.Sealed(block))),
                false,
                List.of());

        Block.Format clean = (Block.Format) ((Event.Sealed)
                        ((Entry.Durable) redaction().of(reading).entries().getFirst()).event())
                .block();

        assertEquals("mail [email 1] now", clean.text());
        assertEquals(List.of(new Pace(1, 9), new Pace(2, 4), new Pace(3, 5)), clean.pace());
    }

    @Test
    void whatAMemberSaidKeepsItsRhythmAndAPromptTheTurnThatItRepeats() {
        Said said = new Said(
                Optional.empty(),
                Optional.of("mail bob@corporation.example now"),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalInt.of(1),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                List.of(new Pace(1, 16), new Pace(2, 8), new Pace(3, 8)));
        EveryText everyText =
                new EveryText(text -> text.replace("bob@corporation.example", "[email 1]"), text -> text, text -> text);
        Call member = Everywhere.member(0, "panel", said);
        Block.Input asked = new Block.Input(new Block.Head("id", 3, Everywhere.AT, 0), "again").retrying(1);

        assertEquals(
                List.of(new Pace(1, 9), new Pace(2, 4), new Pace(3, 5)),
                everyText.of(member).said().pace());
        assertEquals(new Event.Opened(asked), everyText.of(new Event.Opened(asked)));
    }

    @Test
    void whatHadArrivedOfABlockThatIsNotSealedIsLookedAtToo() {
        Reading whole = Everywhere.of("x");
        Reading reading = new Reading(
                whole.file(),
                whole.header(),
                whole.entries(),
                false,
                List.of(),
                whole.timeline(),
                List.of("beside bob@x.example"),
                Optional.of(new Partial(4, Stage.FORMAT, Everywhere.AT, "to eve@x.example", "of bob@x.example")));

        Reading clean = redaction().of(reading);

        assertEquals(List.of("beside [email 1]"), clean.notes());
        assertEquals(
                Optional.of(new Partial(4, Stage.FORMAT, Everywhere.AT, "to [email 2]", "of [email 1]")),
                clean.partial());
    }

    @Test
    void aNameThatIsEverybodysIsNotLookedForAndThatIsSaid() {
        Redaction redaction = new Redaction(Secrets.NONE, Map.of("HOME", "/var/root", "USER", "root"), List.of());

        Reading clean = redaction.of(Everywhere.of("the square root in /var/root/x"));

        assertEquals(
                "the square root in [home 1]/x",
                clean.timeline().blocks().getFirst().text());
        assertTrue(redaction.told().getLast().startsWith("a user name of yours is not looked for"));
    }

    @Test
    void whatOnlyTheDocumentShowsIsALeakAndIsNotSaid() {
        Redaction.Leak leak =
                assertThrows(Redaction.Leak.class, () -> redaction().check(List.of("clean", "bob@corp.example")));

        assertEquals(
                "the finished document still holds e-mail addresses, written in a way that was not seen in the"
                        + " timeline",
                leak.getMessage());
    }

    @Test
    @Timeout(60)
    void noPatternAndNoTextTakesLongerThanTheTextIsLong() {
        Redaction redaction = new Redaction(Secrets.NONE, ENV, List.of("(a+)+$", "(a|aa)*b", "(.*a){20}c"));

        Reading clean = redaction.of(Everywhere.of("a".repeat(2_000) + "!"));

        assertEquals(2_001, clean.timeline().blocks().getFirst().text().length());
    }

    private static Redaction redaction() {
        Secrets secrets = Secrets.of(List.of(new Secrets.Named("key of mistral", new Secret(KEY))));
        return new Redaction(secrets, ENV, List.of("PROJ-[0-9]+"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(("Bearer " + text + " x").getBytes(StandardCharsets.UTF_8));
    }

    private static String near(String document, String gone) {
        int at = document.indexOf(gone.toLowerCase(Locale.ROOT));
        return document.substring(Math.max(0, at - 60), Math.min(document.length(), at + 60));
    }
}
