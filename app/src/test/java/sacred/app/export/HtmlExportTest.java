package sacred.app.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import sacred.app.Hostile;
import sacred.timeline.Block;
import sacred.timeline.Cost;
import sacred.timeline.Event;
import sacred.timeline.Pace;
import sacred.timeline.Said;
import sacred.timeline.Usage;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Reading;

class HtmlExportTest {

    /** What wants to be obeyed by a browser. */
    private static final List<String> MARKUP = List.of(
            "<script>alert(1)</script>",
            "</script><script>alert(1)</script>",
            "</style></title></pre></details></main><img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)\" x=\"",
            "' onfocus='alert(1)' autofocus '",
            "<svg/onload=alert(1)><iframe src=javascript:alert(1)><base href=//evil.test>",
            "<!-- <![CDATA[ ]]> --!><meta http-equiv=refresh content=0;url=//evil.test>",
            "[x](javascript:alert(1)) [x](JaVaScRiPt:alert(1)) [x](&#106;avascript:alert(1)) [x](java"
                    + "\tscript:alert(1))",
            "[x](data:text/html,<script>alert(1)</script>) [x](vbscript:x) [x](file:///etc/passwd) [x](//evil.test)",
            "[x](https://evil.test/\"onclick=\"alert(1)) <https://evil.test/\"><script>> <javascript:alert(1)>",
            "![x](https://evil.test/beacon.png) ![x](javascript:alert(1) \"onerror=alert(1)\")",
            "[x]: javascript:alert(1)\n\n[x] [y][x]",
            "```\" onload=\"alert(1)\n</code></pre><script>alert(1)</script>\n```",
            "| a | <b onclick=alert(1)> |\n|---|---|\n| <img src=x> | [x](javascript:alert(1)) |",
            "&#x202e;&#27;&#x200b;&#0; &lt;script&gt;",
            "<form action=//evil.test><input name=x></form><style>*{display:none}</style>");

    static final List<String> TEXTS =
            Stream.concat(MARKUP.stream(), Hostile.TEXTS.stream()).toList();

    private static final Set<String> LIVE = Set.of(
            "iframe", "object", "embed", "img", "audio", "video", "source", "link", "base", "form", "frame", "applet");

    @ParameterizedTest
    @FieldSource("TEXTS")
    void nothingOfAHostileTextIsLive(String text) {
        assertDead(HtmlExport.of(Everywhere.of(text), ZoneOffset.UTC));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void nothingOfAnyTextIsLive(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        String markup = MARKUP.get(random.nextInt(MARKUP.size()));
        int cut = random.nextInt(markup.length());

        assertDead(HtmlExport.of(
                Everywhere.of(markup.substring(0, cut) + Hostile.text(random) + markup.substring(cut)),
                ZoneOffset.UTC));
    }

    @Test
    void everythingCanBeReadWithoutItsScript() {
        Document page = Jsoup.parse(HtmlExport.of(Everywhere.of("canary"), ZoneOffset.UTC));
        page.select("script, style").remove();

        // by where it stands: prompts, what was decided, arguments, results, words of calls, errors, what had arrived
        assertEquals(2, page.select(".prompt:contains(canary)").size());
        assertTrue(page.select(".route .fact").eachText().contains("answered by canary:canary (canary)"));
        assertEquals(4, page.select(".tool .run pre.words:contains(canary)").size());
        assertEquals(
                2, page.select(".tool .call > details:contains(thought) pre").size());
        assertEquals(
                List.of("canary", "canary"), page.select(".format > .answer").eachText(), "an answer and a summary");
        assertEquals(3, page.select(".fact:contains(@ canary)").size(), "attached files");
        assertEquals(1, page.select(".fact:contains(a summary of turn 1)").size());
        assertEquals(List.of("canary"), page.select(".error > pre.problem").eachText());
        assertEquals(List.of("canary"), page.select(".error > .answer").eachText());
        assertEquals(
                List.of("HTTP 500: canary"),
                page.select(".error .call .problem").eachText());
        assertEquals(
                "turn 1 · ok · 1.2s · ?↑ ?↓ · $?", page.select(".end").first().text());
        assertTrue(page.select(".format .call .figures").text().contains("12↑ ?↓ 10ms $0.0042"), page.text());
        assertEquals(
                List.of("line 90: a record of an unknown kind, kept as it is", "line 91: damaged record, canary"),
                page.select(".remark").eachText());
    }

    @Test
    void itsSumsAreThoseOfTheScreenInWhichCommandsAreNoTurns() {
        Event.Closed unpriced = new Event.Closed(
                1, "e1", Everywhere.AT, Event.Outcome.OK, OptionalLong.empty(), Usage.UNKNOWN, Cost.UNKNOWN);
        Event.Closed said = new Event.Closed(
                2, "e2", Everywhere.AT, Event.Outcome.OK, OptionalLong.empty(), Usage.NONE, Cost.NOTHING);
        List<Event.Durable> events = List.of(
                new Event.Opened(new Block.Input(new Block.Head("b1", 1, Everywhere.AT, 0), "Why?")),
                unpriced,
                new Event.Opened(new Block.Input(new Block.Head("b2", 2, Everywhere.AT, 0), "/model x:y", true)),
                said);
        List<Entry> entries = new ArrayList<>();
        events.forEach(event -> entries.add(new Entry.Durable(entries.size() + 2, entries.size() + 1, event)));

        String page = HtmlExport.of(
                new Reading(Path.of("t.jsonl"), Optional.empty(), entries, false, List.of()), ZoneOffset.UTC);

        assertEquals(
                "1 turn · ?↑ ?↓ · $?", Jsoup.parse(page).select("header .facts").text());
    }

    @Test
    void thePolicyAllowsThisScriptAndThisStyleAlone() throws Exception {
        Document page = Jsoup.parse(HtmlExport.of(Everywhere.of("x"), ZoneOffset.UTC));

        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");

        assertEquals(
                "default-src 'none'; style-src '"
                        + hash(page.select("style").first().data()) + "'; script-src '"
                        + hash(page.select("script").first().data()) + "'; base-uri 'none'; form-action 'none'",
                policy);
    }

    @Test
    void aBlockSaysWhenItPlays() {
        Element answer = Jsoup.parse(HtmlExport.of(Everywhere.of("four"), ZoneOffset.UTC))
                .select(".format")
                .first();

        // route and tool took 40 ms each before it; its text came in its first
        assertEquals("80", answer.attr("data-from"));
        assertEquals("120", answer.attr("data-at"));
        assertEquals("81:4", answer.attr("data-pace"));
    }

    @Test
    void membersPlayWhenTheyAnsweredAndNotWhenTheirBlockWasSealed() {
        Document page = Jsoup.parse(HtmlExport.of(Everywhere.of("member"), ZoneOffset.UTC));

        assertEquals(List.of("50", "50"), page.select(".tool .call").eachAttr("data-at"));
        assertEquals("80", page.select(".tool").first().attr("data-at"));
    }

    @Test
    void theAnswerPlaysAsItsOwnCallWasHeardAndNotAsTheMembersWere() {
        Block.Format block = new Block.Format(
                new Block.Head("01K00000000000000000BLOCK1", 1, Everywhere.AT, 40),
                "four",
                List.of(
                        Everywhere.member(0, "panel", heard("five", new Pace(2, 4))),
                        Everywhere.member(1, "panel", heard("four", new Pace(5, 1), new Pace(9, 3))),
                        Everywhere.member(2, "arbiter", heard("second", new Pace(20, 6)))),
                List.of(new Pace(9, 4)));
        Reading reading = new Reading(
                Path.of("t"),
                Optional.empty(),
                List.of(new Entry.Durable(2, 1, new Event.Sealed(block))),
                false,
                List.of());

        Element answer = Jsoup.parse(HtmlExport.of(reading, ZoneOffset.UTC))
                .select(".format")
                .first();

        assertEquals("5:1 9:4", answer.attr("data-pace"));
    }

    private static Said heard(String text, Pace... pace) {
        return new Said(
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                OptionalInt.of(1),
                OptionalInt.of(1),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                List.of(pace));
    }

    private static void assertDead(String html) {
        Document page = Jsoup.parse(html);
        assertEquals(1, page.select("script").size(), "scripts");
        assertEquals(1, page.select("style").size(), "styles");
        assertEquals(4 + 1, page.select("meta").size(), "meta");
        for (Element element : page.getAllElements()) {
            assertTrue(!LIVE.contains(element.normalName()), element.normalName());
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey();
                assertTrue(!name.startsWith("on") && !name.equals("style") && !name.equals("src"), name);
                if (name.equals("href") || name.equals("action") || name.equals("data")) {
                    assertTrue(attribute.getValue().matches("(?i)(https?://|mailto:).*"), attribute.getValue());
                    assertTrue(element.attr("rel").contains("noopener"), element.outerHtml());
                }
                attribute.getValue().codePoints().forEach(c -> assertTrue(c == '\n' || !Hostile.obeyed(c)));
            }
        }
        page.wholeText()
                .codePoints()
                .forEach(c -> assertTrue(c == '\n' || !Hostile.obeyed(c), "U+" + Integer.toHexString(c)));
        assertEquals(1, page.select("main").size());
        assertEquals(3, page.select("main > section.turn").size(), "turns");
    }

    private static String hash(String text) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
