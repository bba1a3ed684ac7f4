package sacred.app.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import sacred.app.replay.Script;
import sacred.app.view.Figures;
import sacred.timeline.Contents;
import sacred.timeline.Totals;
import sacred.timeline.journal.Entry;
import sacred.timeline.journal.Header;
import sacred.timeline.journal.Reading;
import sacred.timeline.journal.Ulid;

/**
 * A timeline as one page of HTML that needs nothing else: everything is in it as text, readable without a script; with one it
 * plays in the rhythm in which it was recorded. Its policy allows this one style and this one script and nothing from elsewhere, so
 * that no text of a model, a tool or a server can do anything even if it were not escaped. The same timeline gives the same bytes.
 */
public final class HtmlExport {

    private static final String STYLE = resource("page.css");
    private static final String SCRIPT = resource("page.js");
    private static final String POLICY = "default-src 'none'; style-src '" + hash(STYLE) + "'; script-src '"
            + hash(SCRIPT) + "'; base-uri 'none'; form-action 'none'";

    private HtmlExport() {}

    /** Without what stands in attached files. */
    public static String of(Reading reading, ZoneId zone) {
        StringWriter page = new StringWriter();
        try {
            write(reading, zone, Contents.NONE, page);
        } catch (IOException e) {
            // it writes to memory
            throw new UncheckedIOException(e);
        }
        return page.toString();
    }

    /**
     * Turn by turn; of what is read, no more is kept than a turn.
     *
     * @param contents of the attached files that go along
     */
    public static void write(Reading reading, ZoneId zone, Contents contents, Writer page) throws IOException {
        String name = reading.header()
                .map(header -> "Timeline " + Ulid.shortened(header.id()))
                .orElse("Timeline");
        Html html = new Html();
        html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        meta(html, "http-equiv", "Content-Security-Policy", POLICY);
        meta(html, "name", "viewport", "width=device-width, initial-scale=1");
        meta(html, "name", "referrer", "no-referrer");
        meta(html, "name", "color-scheme", "light dark");
        html.open("title").text(name).close("title").newline();
        html.open("style").raw(STYLE).close("style").newline();
        html.raw("</head>\n<body>\n");
        header(html, name, reading, zone);
        html.raw(resource("player.html"));
        html.open("main").newline();
        turns(new HtmlBlocks(html, zone, contents), reading.entries(), page);
        html.close("main").newline();
        html.open("script").raw(SCRIPT).close("script");
        html.raw("\n</body>\n</html>\n");
        html.moveTo(page);
    }

    private static void meta(Html html, String kind, String name, String content) {
        html.open("meta", kind, name, "content", content).newline();
    }

    private static void header(Html html, String name, Reading reading, ZoneId zone) {
        html.open("header", "class", "top").leaf("h1", "", name);
        Optional<Header> header = reading.header();
        header.ifPresent(h ->
                html.leaf("p", "facts", HtmlBlocks.MINUTE.format(h.createdAt().atZone(zone)) + " · " + h.id()));
        header.flatMap(Header::parent)
                .ifPresent(parent ->
                        html.leaf("p", "facts", "forked from " + parent.id() + " after turn " + parent.turn()));
        Totals totals = reading.timeline().totals();
        String asked = totals.asked()
                .map(sum -> " · " + Figures.tokens(sum.usage()) + " · " + Figures.money(sum.cost()))
                .orElse("");
        long turns = totals.prompts();
        String open = reading.timeline().live().isPresent() ? " · without the last turn, which has no end" : "";
        html.leaf("p", "facts", (turns == 1 ? "1 turn" : turns + " turns") + asked + open);
        reading.problems().forEach(problem -> html.leaf("p", "problem", "not in here: " + problem));
        html.close("header").newline();
    }

    /** Each turn is a section; the end of a turn closes it, and so does the beginning of the next. */
    private static void turns(HtmlBlocks blocks, List<Entry> entries, Writer page) throws IOException {
        int open = 0;
        Staged.Stages stages = new Staged.Stages();
        for (Script.Step step : Script.steps(entries)) {
            Optional<Staged> staged = stages.next(step);
            if (staged.isPresent()) {
                open = turn(blocks.html(), staged.get(), open);
                switch (staged.get()) {
                    case Staged.Shown shown -> blocks.write(shown);
                    case Staged.End end -> blocks.write(end);
                    case Staged.Remark remark -> blocks.write(remark);
                }
                blocks.html().moveTo(page);
            }
        }
        if (open != 0) {
            blocks.html().close("section").newline();
        }
    }

    /**
     * @param open the turn whose section is open; 0 when none is
     * @return whose is open now
     */
    private static int turn(Html html, Staged staged, int open) {
        int turn = switch (staged) {
            case Staged.Shown shown -> shown.block().head().turn();
            case Staged.End end -> end.end().turn();
            case Staged.Remark _ -> open;
        };
        if (turn != open) {
            if (open != 0) {
                html.close("section").newline();
            }
            html.open("section", "class", "turn", "id", "turn-" + turn);
            html.leaf("h2", "", "Turn " + turn).newline();
        }
        return turn;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = HtmlExport.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
