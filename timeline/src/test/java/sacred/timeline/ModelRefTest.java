package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelRefTest {

    @ParameterizedTest
    @CsvSource({"ollama:llama3.1:8b,ollama,llama3.1:8b", "a:b:c,a,b:c", "stub:org/name:tag,stub,org/name:tag", "p::,p,:"
    })
    void theFirstColonSplitsAndTheRestBelongsToTheModel(String text, String provider, String model) {
        ModelRef ref = ModelRef.parse(text);

        assertEquals(new ModelRef(provider, model), ref);
        assertEquals(text, ref.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "ollama", "ollama:", ":llama3.1"})
    void aMissingPartIsRefusedWithWhatToWrite(String text) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> ModelRef.parse(text));

        assertEquals("\"" + text + "\" is not a model: write provider:model", refused.getMessage());
    }

    @Test
    void theMessageShowsTheFormThatIsExpected() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> ModelRef.parse("x"))
                .getMessage()
                .endsWith("write provider:model"));
    }
}
