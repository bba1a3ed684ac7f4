package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;

class EditorTest {

    /** Keys as words: {@code C-a} with Ctrl, {@code A-b} with Alt, {@code LEFT} by name, anything else is typed. */
    private static Editor after(Editor editor, String keys) {
        Editor now = editor;
        for (String word : keys.split(" ")) {
            for (Key key : keys(word)) {
                now = now.apply(key).orElseThrow(() -> new AssertionError(key + " was not for the editor"));
            }
        }
        return now;
    }

    private static Key[] keys(String word) {
        boolean ctrl = word.startsWith("C-");
        boolean alt = word.startsWith("A-");
        boolean shift = word.startsWith("S-");
        String rest = ctrl || alt || shift ? word.substring(2) : word;
        for (Name name : Name.values()) {
            if (name.name().equals(rest)) {
                return new Key[] {new Key(name, "", ctrl, alt, shift)};
            }
        }
        return rest.codePoints()
                .mapToObj(c -> new Key(Name.CHARACTER, Character.toString(c), ctrl, alt, shift))
                .toArray(Key[]::new);
    }

    /** The text with the caret in it as {@code |}. */
    private static String shown(Editor editor) {
        return new StringBuilder(editor.text())
                .insert(editor.caret(), '|')
                .toString()
                .replace("\n", "¶");
    }

    private static Editor at(String text) {
        String plain = text.replace("¶", "\n");
        return Editor.of(plain.replace("|", "")).moved(plain.indexOf('|'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "|                       > hello           > hello|",
                "ab|cd                   > C-a             > |abcd",
                "one¶tw|o¶three          > C-a             > one¶|two¶three",
                "one¶tw|o¶three          > C-e             > one¶two|¶three",
                "one¶tw|o¶three          > HOME            > one¶|two¶three",
                "one¶tw|o¶three          > END             > one¶two|¶three",
                "ab|cd                   > C-b             > a|bcd",
                "ab|cd                   > RIGHT           > abc|d",
                "ab|cd                   > C-h             > a|cd",
                "ab|cd                   > C-d             > ab|d",
                "ab|cd                   > DELETE          > ab|d",
                "one two.three|          > C-w             > one |",
                "one two.three|          > A-BACKSPACE     > one two.|",
                "one two.three|          > A-b             > one two.|three",
                "one |two.three          > A-f             > one two|.three",
                "one |two.three          > C-RIGHT         > one two|.three",
                "one two|                > A-LEFT          > one |two",
                "one| two three          > A-d             > one| three",
                "one¶two th|ree          > C-u             > one¶|ree",
                "one¶|two                > C-u             > one|two",
                "one tw|o¶three          > C-k             > one tw|¶three",
                "one|¶two                > C-k             > one|two",
                "one tw|o¶three          > C-k C-k C-y     > one two¶|three",
                "one two three|          > C-w C-w C-y     > one two three|",
                "a|                      > C-j b           > a¶b|",
                "a|                      > A-ENTER b       > a¶b|",
                "a|                      > S-ENTER b       > a¶b|",
                "a|                      > C-ENTER b       > a¶b|",
                "abcd¶ef¶ghij|           > UP              > abcd¶ef|¶ghij",
                "abcd¶ef¶ghij|           > UP UP           > abcd|¶ef¶ghij",
                "ab|cd¶ef¶ghij           > DOWN DOWN       > abcd¶ef¶gh|ij",
            })
    void aKeyDoesWhatItDoesInAShell(String before, String keys, String expected) {
        assertEquals(expected.strip(), shown(after(at(before.strip()), keys.strip())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"C-t", "C-c", "C-z", "C-l", "C-p", "C-o", "C-r", "C-g", "ENTER", "ESCAPE", "TAB", "PAGE_UP", "F1"
            })
    void otherKeysAreNotForIt(String key) {
        assertEquals(Optional.empty(), Editor.of("text").apply(keys(key)[0]));
    }

    @Test
    void atTheFirstAndTheLastLineUpAndDownAreNotForIt() {
        assertEquals(Optional.empty(), at("o|ne¶two").apply(Key.of(Name.UP)));
        assertEquals(Optional.empty(), at("one¶t|wo").apply(Key.of(Name.DOWN)));
    }

    @Test
    void deleteOnAnEmptyPromptIsNotForIt() {
        assertEquals(Optional.empty(), Editor.EMPTY.apply(Key.ctrl('d')));
        assertTrue(Editor.of("a").apply(Key.ctrl('d')).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"👨‍👩‍👧‍👦", "👍🏽", "🇩🇪", "🏳️‍🌈", "1️⃣", "e\u0301", "क्षि", "ก็", "😀"})
    void whatIsOneForAReaderIsOneForTheCaret(String one) {
        Editor editor = Editor.of("a" + one + "b");

        assertEquals("a|" + one + "b", shown(after(editor, "LEFT LEFT")));
        assertEquals("a" + one + "|b", shown(after(editor, "LEFT LEFT RIGHT")));
        assertEquals("a|b", shown(after(editor, "LEFT BACKSPACE")));
        assertEquals("a|b", shown(after(editor, "LEFT LEFT DELETE")));
    }

    @Test
    void aFlagThatArrivesAsTwoKeysBeforeAnotherFlagStaysWhole() {
        assertEquals("🇩🇪|🇫🇷", shown(after(at("|🇫🇷"), "🇩🇪")));
    }

    @Test
    void upAndDownAimAtTheColumnWhereTheyBeganPastControlCharactersAndShortLines() {
        // the control character is shown as two columns
        assertEquals("a\u001bbc¶¶abc|def", shown(after(at("a\u001b|bc¶¶abcdef"), "DOWN DOWN")));
    }

    @Test
    void yankCanBeRotatedThroughWhatWasCutBefore() {
        Editor cut = after(at("one three|"), "C-w LEFT C-w C-e");

        assertEquals(" one|", shown(after(cut, "C-y")));
        assertEquals(" three|", shown(after(cut, "C-y A-y")));
        assertEquals(" one|", shown(after(cut, "C-y A-y A-y")));
    }

    @Test
    void undoTakesAWordAtATimeAndRedoGivesItBack() {
        Editor typed = Editor.EMPTY;
        for (String letter : "one two".split("")) {
            typed = typed.apply(Key.typed(letter)).orElseThrow();
        }

        assertEquals("one|", shown(after(typed, "C-_")));
        assertEquals("|", shown(after(typed, "C-_ C-_")));
        assertEquals("|", shown(after(typed, "C-_ C-_ C-_")));
        assertEquals("one two|", shown(after(typed, "C-_ C-_ A-_ A-_")));
    }

    @Test
    void anEditAfterUndoEndsWhatCouldBeRedone() {
        assertEquals("oneX|", shown(after(Editor.of("one two"), "C-w BACKSPACE C-_ BACKSPACE X A-_")));
    }

    @Test
    void aBackslashAtTheEndGoesOnInANewLine() {
        assertEquals("one¶|", shown(Editor.of("one\\").continued().orElseThrow()));
        assertEquals(Optional.empty(), Editor.of("one").continued());
        assertEquals(Optional.empty(), at("o|ne\\").continued());
    }

    @Test
    void aShortPasteIsTextWithItsLinesAndControlCharactersButNotNul() {
        Editor editor = at("<|>").apply(new Input.Paste("a\nb\u001b[2J\0c")).orElseThrow();

        assertEquals("<a¶b\u001b[2Jc|>", shown(editor));
    }

    @Test
    void aLongPasteIsAMarkerThatIsOneUnitAndIsSentInFull() {
        Editor editor = at("<|>").apply(new Input.Paste("line\n".repeat(40))).orElseThrow();

        assertEquals("<[pasted 40 lines #1]|>", shown(editor));
        assertEquals("<" + "line\n".repeat(40) + ">", editor.expanded());
        assertEquals("<|[pasted 40 lines #1]>", shown(after(editor, "LEFT")));
        assertEquals("<|[pasted 40 lines #1]>", shown(after(editor, "A-b")));
        assertEquals("<[pasted 40 lines #1]|>", shown(after(editor, "LEFT A-f")));
        assertEquals("<|>", shown(after(editor, "BACKSPACE")));
        assertEquals("<|>", shown(after(editor, "LEFT DELETE")));
    }

    @Test
    void aLongPasteOfOneLineIsAMarkerToo() {
        Editor editor = Editor.EMPTY.apply(new Input.Paste("x".repeat(12_345))).orElseThrow();

        assertEquals("[pasted 12,345 characters #1]|", shown(editor));
        assertEquals("x".repeat(12_345), editor.expanded());
    }

    @Test
    void theWordsOfAMarkerTypedByHandAreNotExpanded() {
        String marker = "[pasted 11 lines #1]";
        Editor editor = Editor.EMPTY.apply(new Input.Paste("x\n".repeat(11))).orElseThrow();

        for (String letter : (" " + marker).split("")) {
            editor = editor.apply(Key.typed(letter)).orElseThrow();
        }

        assertEquals(marker + " " + marker, editor.text());
        assertEquals("x\n".repeat(11) + " " + marker, editor.expanded());
    }

    @Test
    void aMarkerThatIsCutAndPutBackTwiceIsSentTwice() {
        Editor editor = Editor.EMPTY.apply(new Input.Paste("x\n".repeat(11))).orElseThrow();

        Editor twice = after(editor, "C-w C-y C-y");

        assertEquals("x\n".repeat(22), twice.expanded());
        assertEquals("x\n".repeat(11), after(twice, "C-_").expanded());
    }

    @Test
    void anotherTextCanBeUndone() {
        Editor editor = at("dr|aft").withText("from the history");

        assertEquals("from the history|", shown(editor));
        assertEquals("dr|aft", shown(after(editor, "C-_")));
    }
}
