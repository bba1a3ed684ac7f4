package sacred.app.loop;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import sacred.app.text.Markdown;
import sacred.app.text.Printable;
import sacred.timeline.Block;
import sacred.timeline.ToolRun;

/** What of a block goes to the clipboard and into the editor: what the user read, made printable, with its tabs. */
final class Copying {

    private Copying() {}

    /** @param what the text is called in the sentence that the user sees */
    static Step copy(State state, Block block, String what) {
        String text = text(block);
        return text.isBlank()
                ? Step.of(state.flashing("there is no text in " + what))
                : Step.of(state.flashing("copied " + what + " to the clipboard (OSC 52)"), new Effect.Copy(text));
    }

    /** One of the blocks of code of a text; asked for again, the next one. */
    static Step copyCode(State state, Block block) {
        List<String> code = Markdown.code(source(block));
        if (code.isEmpty()) {
            return Step.of(state.flashing("there is no code in the block"));
        }
        int which = state.reading().code() % code.size();
        String text = printable(code.get(which));
        String words = code.size() == 1
                ? "copied the code to the clipboard (OSC 52)"
                : "copied code " + (which + 1) + " of " + code.size() + " (OSC 52); C copies the next";
        State next = state.with(state.reading().withCode(which + 1)).flashing(words);
        return Step.of(next, new Effect.Copy(text));
    }

    static String text(Block block) {
        return printable(source(block));
    }

    private static String source(Block block) {
        return switch (block) {
            case Block.Error error when !error.partial().isBlank() -> error.partial();
            case Block.Tool tool
            when !tool.tools().isEmpty() ->
                tool.tools().stream().map(Copying::run).collect(Collectors.joining("\n"));
            case Block _ -> block.text();
        };
    }

    private static String printable(String text) {
        // an escape sequence of a model must not wait in the clipboard for the next terminal
        return Arrays.stream(text.split("\t", -1)).map(Printable::of).collect(Collectors.joining("\t"));
    }

    private static String run(ToolRun run) {
        return run.name() + " " + run.arguments() + "\n" + run.result();
    }
}
