package sacred.app.find;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import sacred.timeline.Block;
import sacred.timeline.Call;
import sacred.timeline.Routing;
import sacred.timeline.ToolRun;

/**
 * What can be found of a block: what was asked, answered, thought, run and reported. Not what we asked models ourselves, which
 * repeats what stands elsewhere.
 */
final class Texts {

    private static final int HEX_DIGITS = 4;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]+");

    private Texts() {}

    static Stream<String> of(Block block) {
        Stream<String> own = Stream.concat(Stream.of(block.text()), block.head().notes().stream());
        Stream<String> special = switch (block) {
            case Block.Route route -> routing(route.routing());
            case Block.Tool tool -> tool.tools().stream().flatMap(Texts::run);
            case Block.Error error ->
                Stream.concat(Stream.of(error.partial()), error.tools().stream().flatMap(Texts::run));
            case Block.Input _, Block.Format _ -> Stream.empty();
        };
        return Stream.of(own, special, block.calls().stream().flatMap(Texts::call))
                .flatMap(all -> all)
                .filter(text -> !text.isEmpty());
    }

    private static Stream<String> routing(Routing routing) {
        return Stream.of(routing.reason(), routing.intent(), routing.plan());
    }

    private static Stream<String> run(ToolRun run) {
        return Stream.of(run.name(), unescaped(run.arguments()), run.result());
    }

    private static Stream<String> call(Call call) {
        return Stream.of(
                        call.said().text().stream(),
                        call.said().reasoning().stream(),
                        call.error().map(Call.Failure::message).stream())
                .flatMap(all -> all);
    }

    static List<ToolRun> runs(Block block) {
        return switch (block) {
            case Block.Tool tool -> tool.tools();
            case Block.Error error -> error.tools();
            case Block.Input _, Block.Route _, Block.Format _ -> List.of();
        };
    }

    /** Arguments are JSON; people look for the words in it, and not for how it writes a line end. */
    private static String unescaped(String json) {
        StringBuilder text = new StringBuilder(json.length());
        int at = 0;
        while (at < json.length()) {
            char c = json.charAt(at++);
            if (c != '\\' || at == json.length()) {
                text.append(c);
                continue;
            }
            char escaped = json.charAt(at++);
            if (escaped == 'u'
                    && at + HEX_DIGITS <= json.length()
                    && HEX.matcher(json).region(at, at + HEX_DIGITS).matches()) {
                text.append((char) Integer.parseInt(json, at, at + HEX_DIGITS, 16));
                at += HEX_DIGITS;
            } else {
                text.append("nrtbf".indexOf(escaped) >= 0 ? '\n' : escaped);
            }
        }
        return text.toString();
    }
}
