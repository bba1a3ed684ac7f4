package sacred.cognition.route.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhraseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open file          | Please OPEN FILE now     | true",
                "open file          | open the file            | false",
                "open .. file       | open the very big file   | true",
                "open .. file       | open one two three four five file | false",
                "open .. file       | Open it. A file is there | false",
                "open ... file      | Open it. A file is there | true",
                "open the? file     | open file                | true",
                "open the? file     | open the file            | true",
                "^ open             | please open it           | true",
                "^ open             | it is open               | false",
                "^ open             | It rains. Open it        | true",
                "open $             | is it open?              | true",
                "open $             | open it                  | false",
                "calcul* <number>   | Calculons 12             | true",
                "öffne/abre <path>  | offne src/Main.java      | true",
                "öffne/abre <path>  | abre la puerta           | false",
                "<pet> <percent>    | cats 12 %                | true",
                "read <path>        | read \"notes.txt\"       | true",
                "meet               | say \"we meet\" to him   | false",
                "meet               | what does `meet` do      | false"
            })
    void aPhraseIsInAPromptWhenItsWordsFollowOneAnother(String phrase, String prompt, boolean there) {
        Phrase parsed = Phrase.parse(phrase, Map.of("<pet>", Vocabulary.of(List.of("cat*", "dog*"))));
        List<Token> tokens = Tokens.of(prompt, "please"::equals);

        assertEquals(there, IntStream.range(0, tokens.size()).anyMatch(i -> parsed.matches(tokens, i) >= 0));
    }
}
