package sacred.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import sacred.app.view.Figures;
import sacred.cognition.Conversation;
import sacred.cognition.NextRequest;
import sacred.timeline.Block;
import sacred.timeline.Kind;
import sacred.timeline.Sequence;

/** /context: what the next request contains, in lines that fit a screen of 80 columns. */
final class Context {

    /** Of the exchanges that are listed one by one: as many as leave room for the rest of the screen. */
    private static final int LISTED = 6;

    private static final int PROMPT_CHARACTERS = 34;

    private Context() {}

    static void context(Desk desk, String argument) throws InterruptedException {
        if (!argument.isEmpty() && !argument.equals("all")) {
            desk.say("/context takes nothing, or all for every exchange, not \"" + argument + "\".");
            return;
        }
        NextRequest next = NextRequest.of(
                desk.session().timeline(),
                desk.session().contents(),
                desk.session().settings(),
                desk.setup().world().models(),
                desk.setup().world().toolbox());
        lines(next, argument.equals("all") ? Integer.MAX_VALUE : LISTED).forEach(desk::say);
        Sequence<Block> blocks = desk.session().timeline().blocks();
        blocks.lastBefore(blocks.size(), Kind.FORMAT).stream()
                .mapToObj(blocks::get)
                .flatMap(b -> b.calls().reversed().stream())
                .findFirst()
                .ifPresent(call -> desk.say(
                        "The last answer took " + Figures.tokens(call.usage()) + " with " + call.model() + "."));
    }

    static List<String> lines(NextRequest next, int listed) {
        List<String> lines = new ArrayList<>();
        lines.add("The next request to " + next.model() + " contains:");
        lines.add(row("instructions", next.system()));
        next.mostFramingTokens()
                .ifPresent(most -> lines.add(
                        row("framing, as the route says", "", String.format(Locale.ROOT, "0 to ~%,d", most))));
        List<NextRequest.Part> sent =
                next.exchanges().stream().filter(NextRequest.Part::sent).toList();
        int from = Math.max(0, sent.size() - listed);
        if (from > 0) {
            lines.add(row(turns(sent.subList(0, from)), sum(sent.subList(0, from))));
        }
        sent.subList(from, sent.size()).forEach(part -> {
            lines.add(row(name(part), part.size()));
            part.exchange().attachments().forEach(file -> lines.add("    with " + file.described()));
        });
        lines.add(row("your prompt", "", ""));
        lines.add(row("in all", "", String.format(Locale.ROOT, "~%,d", next.tokens())));
        lines.addAll(window(next));
        lines.addAll(leftOut(next));
        next.tools()
                .ifPresent(tools -> lines.add(String.format(
                        Locale.ROOT,
                        "For tools %s is asked first: %s, ~%,d tokens.",
                        tools.model(),
                        tools.offered() == tools.of()
                                ? tools.of() + " tools"
                                : tools.offered() + " of " + tools.of() + " tools",
                        tools.size().tokens())));
        return lines;
    }

    private static List<String> window(NextRequest next) {
        if (next.model().isLogical()) {
            return List.of(next.model() + " is made of several models; each is sent as much of it as it reads.");
        }
        if (next.facts().windowTokens().isEmpty()) {
            return List.of(
                    next.model() + " reads ? tokens: nobody says"
                            + (next.whole() ? ", so nothing is left out." : ", and no model is known to read more."),
                    "windows: in the configuration can say it.");
        }
        long window = next.facts().windowTokens().getAsLong();
        return List.of(
                String.format(
                        Locale.ROOT,
                        "That is ~%d %% of the %,d tokens that it reads and writes, %,d of them",
                        Math.round(100.0 * next.tokens() / window),
                        window,
                        next.room()),
                "for the answer (" + next.facts().source() + ").");
    }

    private static List<String> leftOut(NextRequest next) {
        List<String> lines = new ArrayList<>();
        List<NextRequest.Part> unfit =
                next.exchanges().stream().filter(part -> !part.sent()).toList();
        if (!unfit.isEmpty()) {
            lines.add("Left out, too long: " + turns(unfit) + " (" + figures(sum(unfit)) + ").");
        }
        if (!next.whole()) {
            lines.add("Left out, too long: everything before turn "
                    + next.exchanges().getFirst().exchange().turn() + ".");
        }
        for (Conversation.Why why : Conversation.Why.values()) {
            String turns = next.gaps().stream()
                    .filter(gap -> gap.why() == why)
                    .map(gap -> turns(gap.from(), gap.to()))
                    .collect(Collectors.joining(", "));
            if (!turns.isEmpty()) {
                lines.add("Left out, " + reason(why) + ": " + turns + ".");
            }
        }
        return lines;
    }

    private static String reason(Conversation.Why why) {
        return switch (why) {
            case NO_ANSWER -> "no answer";
            case OTHER_ANSWER -> "another answer is told";
            case REWOUND -> "rewound";
        };
    }

    private static String name(NextRequest.Part part) {
        String prompt = part.exchange().asked().lines().findFirst().orElse("");
        boolean whole = prompt.codePointCount(0, prompt.length()) <= PROMPT_CHARACTERS;
        if (part.exchange().standsFor().isPresent()) {
            return "summary of " + part.exchange().standsFor().get().turns();
        }
        return "turn " + part.exchange().turn() + "  "
                + (whole ? prompt : prompt.substring(0, prompt.offsetByCodePoints(0, PROMPT_CHARACTERS - 1)) + "…");
    }

    private static String turns(List<NextRequest.Part> parts) {
        return turns(
                parts.getFirst().exchange().from(), parts.getLast().exchange().turn());
    }

    private static String turns(int from, int to) {
        return from == to ? "turn " + from : "turns " + from + " to " + to;
    }

    private static NextRequest.Size sum(List<NextRequest.Part> parts) {
        return new NextRequest.Size(
                parts.stream().mapToLong(part -> part.size().characters()).sum(),
                parts.stream().mapToLong(part -> part.size().tokens()).sum());
    }

    private static String figures(NextRequest.Size size) {
        return String.format(Locale.ROOT, "%,d characters, ~%,d tokens", size.characters(), size.tokens());
    }

    private static String row(String name, NextRequest.Size size) {
        return row(
                name,
                String.format(Locale.ROOT, "%,d", size.characters()),
                String.format(Locale.ROOT, "~%,d", size.tokens()));
    }

    private static String row(String name, String characters, String tokens) {
        return characters.isEmpty() && tokens.isEmpty()
                ? "  " + name
                : String.format(
                        "  %-44s %11s %8s %s", name, characters.isEmpty() ? "" : characters + " ch", tokens, "tok");
    }
}
