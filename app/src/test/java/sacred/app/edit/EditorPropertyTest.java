package sacred.app.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.edit.Input.Paste;

class EditorPropertyTest {

    private static final Key UNDO = Key.ctrl('_');
    private static final Key YANK = Key.ctrl('y');

    /** What joins its neighbours in one way or another, and what does not. */
    @Provide
    Arbitrary<String> letters() {
        return Arbitraries.of(
                "a", "b", " ", "\n", "\t", "_", "é", "\u0301", "\u200d", "\ufe0f", "👩", "🏽", "🇩", "🇪", "中", "क",
                "्", "ष", "ᄀ", "각", "\u001b", "\r", "\ud83d", "\ude00", "#", "1");
    }

    @Provide
    Arbitrary<Input> inputs() {
        Arbitrary<Input> typed = letters().map(Key::typed);
        Arbitrary<Input> ctrl = Arbitraries.of("abfdhewukyj_".split("")).map(l -> Key.ctrl(l.charAt(0)));
        Arbitrary<Input> alt = Arbitraries.of("bfdy_".split("")).map(l -> Key.alt(l.charAt(0)));
        Arbitrary<Input> named = Arbitraries.of(Name.class).map(Key::of);
        Arbitrary<Input> paste = letters().list().ofMaxSize(40).map(l -> new Paste(String.join("", l)));
        Arbitrary<Input> longPaste = letters().list().ofSize(12).map(l -> new Paste(String.join("\n", l)));
        return Arbitraries.frequencyOf(
                Tuple.of(8, typed),
                Tuple.of(4, ctrl),
                Tuple.of(2, alt),
                Tuple.of(2, named),
                Tuple.of(1, paste),
                Tuple.of(1, longPaste));
    }

    @Provide
    Arbitrary<List<Input>> scripts() {
        return inputs().list().ofMaxSize(60);
    }

    private static Editor after(List<Input> script) {
        Editor editor = Editor.EMPTY;
        for (Input input : script) {
            editor = after(editor, input);
        }
        return editor;
    }

    private static Editor after(Editor editor, Input input) {
        return editor.apply(input).orElse(editor);
    }

    @Property
    void theCaretIsInsideTheTextAndAtABorder(@ForAll("scripts") List<Input> script) {
        Editor editor = Editor.EMPTY;
        for (Input input : script) {
            editor = after(editor, input);

            assertTrue(borders(editor).contains(editor.caret()), editor.toString());
        }
    }

    @Property
    void goingLeftAndRightPassesEveryBorderOnce(@ForAll("scripts") List<Input> script) {
        Editor editor = after(script).moved(0);
        List<Integer> right = new ArrayList<>(List.of(0));
        while (editor.caret() < editor.text().length()) {
            editor = after(editor, Key.of(Name.RIGHT));
            right.add(editor.caret());
        }
        List<Integer> left = new ArrayList<>(List.of(editor.caret()));
        while (editor.caret() > 0) {
            editor = after(editor, Key.of(Name.LEFT));
            left.add(editor.caret());
        }

        assertEquals(borders(editor), right);
        assertEquals(right.reversed(), left);
    }

    /** Where the caret may be, as the whole text tells. */
    private static List<Integer> borders(Editor editor) {
        List<Integer> all = new ArrayList<>(List.of(0));
        int from = 0;
        List<Passage.Fold> stops = new ArrayList<>(editor.passage().folds());
        stops.add(new Passage.Fold(editor.text().length(), editor.text().length(), ""));
        for (Passage.Fold stop : stops) {
            BreakIterator iterator = BreakIterator.getCharacterInstance(Locale.ROOT);
            iterator.setText(editor.text().substring(from, stop.start()).replace('\r', '\n'));
            iterator.first();
            for (int b = iterator.next(); b != BreakIterator.DONE; b = iterator.next()) {
                all.add(from + b);
            }
            if (stop.end() > stop.start()) {
                all.add(stop.end());
            }
            from = stop.end();
        }
        return all;
    }

    @Property
    void whatIsTypedArrivesInOnePieceWhereTheCaretWas(
            @ForAll("scripts") List<Input> script, @ForAll("typing") List<String> letters) {
        Editor before = after(script);
        int at = before.point();
        Editor editor = before;
        for (String letter : letters) {
            editor = after(editor, Key.typed(letter));
        }

        String text = before.text();
        assertEquals(text.substring(0, at) + String.join("", letters) + text.substring(at), editor.text());
    }

    @Provide
    Arbitrary<List<String>> typing() {
        return letters().list().ofMaxSize(20);
    }

    @Property
    void undoGivesTheTextBeforeAnEdit(@ForAll("scripts") List<Input> script, @ForAll("inputs") Input edit) {
        // what was typed before the edit is not one word with it
        Editor before = after(script).moved(after(script).caret());
        Editor edited = after(before, edit);
        Assume.that(!edited.passage().equals(before.passage())
                && !UNDO.equals(edit)
                && !Key.alt('_').equals(edit));

        assertEquals(before.passage(), after(edited, UNDO).passage());
        assertEquals(edited.passage(), after(after(edited, UNDO), Key.alt('_')).passage());
    }

    @Property
    void undoingEverythingEndsInTheEmptyText(@ForAll("scripts") List<Input> script) {
        Editor editor = after(script);
        for (int i = 0; i <= script.size(); i++) {
            editor = after(editor, UNDO);
        }

        assertEquals("", editor.text());
    }

    @Property
    void whatIsCutIsPutBack(@ForAll("scripts") List<Input> script, @ForAll("cuts") Key cut) {
        Editor before = after(script).moved(after(script).caret());
        Editor after = after(before, cut);
        Assume.that(!after.passage().equals(before.passage()));

        assertEquals(before.passage(), after(after, YANK).passage());
    }

    @Provide
    Arbitrary<Key> cuts() {
        return Arbitraries.of(
                Key.ctrl('w'),
                Key.ctrl('u'),
                Key.ctrl('k'),
                Key.alt('d'),
                new Key(Name.BACKSPACE, "", false, true, false));
    }

    @Property
    void everyPasteIsInWhatIsSent(@ForAll("insertions") List<Input> script) {
        String sent = after(script).expanded();

        // nothing is deleted and the caret stays behind what came, so that all of it follows in its order
        assertEquals(
                String.join(
                        "",
                        script.stream()
                                .flatMap(input -> switch (input) {
                                    case Paste(String text) -> Stream.of(text);
                                    case Key key -> Stream.of(key.text());
                                    default -> Stream.<String>empty();
                                })
                                .toList()),
                sent);
    }

    @Provide
    Arbitrary<List<Input>> insertions() {
        Arbitrary<Input> typed = letters().map(Key::typed);
        Arbitrary<Input> paste = letters().list().ofMaxSize(40).map(l -> new Paste(String.join("", l)));
        Arbitrary<Input> longPaste = letters().list().ofSize(12).map(l -> new Paste(String.join("\n", l)));
        return Arbitraries.oneOf(typed, paste, longPaste).list().ofMaxSize(30);
    }
}
