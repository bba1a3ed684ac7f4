package sacred.app.edit;

import java.util.Optional;

/** What each key does to the prompt: the keys of a shell (Emacs). */
final class EditorKeys {

    private EditorKeys() {}

    static Optional<Editor> apply(Editor editor, Input.Key key) {
        if (key.ctrl() && key.alt()) {
            return Optional.empty();
        }
        return switch (key.name()) {
            case CHARACTER -> character(editor, key);
            case ENTER -> key.plain() ? Optional.empty() : Optional.of(editor.typed("\n"));
            case BACKSPACE -> Optional.of(key.alt() || key.ctrl() ? killedWordBefore(editor) : backspace(editor));
            case DELETE -> Optional.of(key.alt() || key.ctrl() ? killedWord(editor) : delete(editor));
            case LEFT -> Optional.of(editor.moved(key.alt() || key.ctrl() ? wordBefore(editor) : left(editor)));
            case RIGHT -> Optional.of(editor.moved(key.alt() || key.ctrl() ? word(editor) : right(editor)));
            case UP -> key.plain() ? editor.movedToLine(true) : Optional.empty();
            case DOWN -> key.plain() ? editor.movedToLine(false) : Optional.empty();
            case HOME -> key.plain() ? Optional.of(editor.moved(lineStart(editor))) : Optional.empty();
            case END -> key.plain() ? Optional.of(editor.moved(lineEnd(editor))) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Editor> character(Editor editor, Input.Key key) {
        if (key.text().isEmpty()) {
            return Optional.empty();
        }
        if (key.ctrl()) {
            return withCtrl(editor, key.text());
        }
        return key.alt() ? withAlt(editor, key.text()) : Optional.of(editor.typed(key.text()));
    }

    private static Optional<Editor> withCtrl(Editor editor, String letter) {
        return switch (letter) {
            case "a" -> Optional.of(editor.moved(lineStart(editor)));
            case "e" -> Optional.of(editor.moved(lineEnd(editor)));
            case "b" -> Optional.of(editor.moved(left(editor)));
            case "f" -> Optional.of(editor.moved(right(editor)));
            case "h" -> Optional.of(backspace(editor));
            // on an empty prompt it leaves the program, which is not ours to do
            case "d" -> editor.isEmpty() ? Optional.empty() : Optional.of(delete(editor));
            case "w" -> Optional.of(editor.killed(Words.startAfterBlank(editor.passage(), editor.caret())));
            case "u" -> Optional.of(editor.killed(lineStartOrFeedBefore(editor)));
            case "k" -> Optional.of(editor.killed(lineEndOrFeed(editor)));
            case "y" -> Optional.of(editor.yanked());
            case "j" -> Optional.of(editor.typed("\n"));
            // terminals send one byte for the three
            case "_", "/", "7" -> Optional.of(editor.undone());
            default -> Optional.empty();
        };
    }

    private static Optional<Editor> withAlt(Editor editor, String letter) {
        return switch (letter) {
            case "b" -> Optional.of(editor.moved(wordBefore(editor)));
            case "f" -> Optional.of(editor.moved(word(editor)));
            case "d" -> Optional.of(killedWord(editor));
            case "y" -> Optional.of(editor.yankedBefore());
            case "_", "/" -> Optional.of(editor.redone());
            default -> Optional.empty();
        };
    }

    private static Editor backspace(Editor editor) {
        return editor.deleted(left(editor), editor.caret());
    }

    private static Editor delete(Editor editor) {
        return editor.deleted(editor.caret(), right(editor));
    }

    private static Editor killedWord(Editor editor) {
        return editor.killed(word(editor));
    }

    private static Editor killedWordBefore(Editor editor) {
        return editor.killed(wordBefore(editor));
    }

    private static int left(Editor editor) {
        return editor.passage().previous(editor.caret());
    }

    private static int right(Editor editor) {
        return editor.passage().next(editor.caret());
    }

    private static int word(Editor editor) {
        return Words.end(editor.passage(), editor.caret());
    }

    private static int wordBefore(Editor editor) {
        return Words.start(editor.passage(), editor.caret());
    }

    private static int lineStart(Editor editor) {
        return editor.passage().startOfLine(editor.caret());
    }

    private static int lineEnd(Editor editor) {
        return editor.passage().endOfLine(editor.caret());
    }

    /** At the start of a line its line feed before goes, so that the key pressed again and again empties the prompt. */
    private static int lineStartOrFeedBefore(Editor editor) {
        int start = lineStart(editor);
        return start == editor.caret() ? left(editor) : start;
    }

    private static int lineEndOrFeed(Editor editor) {
        int end = lineEnd(editor);
        return end == editor.caret() ? right(editor) : end;
    }
}
