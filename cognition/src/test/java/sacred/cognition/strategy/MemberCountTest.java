package sacred.cognition.strategy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberCountTest {

    private static final Set<String> KNOWN = Set.of("gpt-4o", "llama3.1:8b", "qwen2.5:7", "ft:gpt-4o:org::id");

    @ParameterizedTest
    @Tag("A3.01")
    @Tag("D5")
    @CsvSource({
        "gpt-4o, gpt-4o, 0",
        "gpt-4o:3, gpt-4o, 3",
        "llama3.1:8b, llama3.1:8b, 0",
        "llama3.1:8b:2, llama3.1:8b, 2",
        "qwen2.5:7, qwen2.5:7, 0",
        "qwen2.5:7:2, qwen2.5:7, 2",
        "ft:gpt-4o:org::id, ft:gpt-4o:org::id, 0",
        // the star says it where the name of a model that is not listed ends in a number
        "ollama:phi:4*1, ollama:phi:4, 1",
        "gpt-4o*3, gpt-4o, 3",
        "ollama:llama3.1:8b:2, ollama:llama3.1:8b, 2",
        "composite/think/ollama:x:2, composite/think/ollama:x, 2",
        "openai:gpt-4o, openai:gpt-4o, 0",
        // a single colon is between the provider and its model
        "p:42, p:42, 0",
        "panel, panel, 0"
    })
    void aCountIsAWholeNumberBehindTheLastColonOfWhatIsNoModelItself(String text, String model, int count) {
        OptionalInt expected = count == 0 ? OptionalInt.empty() : OptionalInt.of(count);

        assertEquals(new MemberCount(model, expected), MemberCount.parse(text, KNOWN::contains));
    }

    @ParameterizedTest
    @Tag("A3.01")
    @ValueSource(
            strings = {
                "gpt-4o:0",
                "gpt-4o:-1",
                "gpt-4o:1.5",
                "gpt-4o:",
                ":2",
                "gpt-4o:9999",
                "p:gpt-4o:0",
                "p:gpt-4o:-1",
                "p:gpt-4o:1.5",
                "p:gpt-4o:",
                "p::2",
                "p:gpt-4o:9999",
                "p:gpt-4o*two",
                "*2"
            })
    void whatLooksLikeACountAndIsNoneIsRefusedWithItsText(String text) {
        String why = assertThrows(IllegalArgumentException.class, () -> MemberCount.parse(text, KNOWN::contains))
                .getMessage();

        assertTrue(why.contains("\"" + text + "\""), why);
    }

    @Property
    @net.jqwik.api.Tag("A3.01")
    void anyTextIsAModelWithACountInRangeOrRefused(@ForAll String text) {
        try {
            MemberCount read = MemberCount.parse(text, KNOWN::contains);
            assertTrue(text.startsWith(read.model()));
            assertTrue(read.count().orElse(1) >= 1 && read.count().orElse(1) <= MemberCount.MOST);
        } catch (IllegalArgumentException e) {
            assertTrue(e.getMessage().contains(text));
        }
    }
}
