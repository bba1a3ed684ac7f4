package sacred.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.cognition.strategy.Strategies;

class ReferencesTest {

    private static final References ALL =
            new References(Set.of("p", "openai"), Set.of("p:a/b:c"), Map.of(), "saved"::equals);

    @ParameterizedTest
    @Tag("A2.01")
    @ValueSource(
            strings = {
                "p:a/b:c",
                "composite/moa/openai:aggregator-model",
                "composite/moa/p:cerebras/llama-3.3-70b",
                "composite/vote/composite/think/p:x",
                "saved",
                "composite/think/saved"
            })
    void aCompositeIsSplitIntoThreePartsAtMostBecauseBasesContainSlashes(String reference) {
        assertEquals(Optional.empty(), ALL.complaint(reference));
    }

    @Property
    @net.jqwik.api.Tag("A2.01")
    void anyReferenceIsFineOrRefusedWithASentence(@ForAll("likely") String reference) {
        Optional<String> complaint = ALL.complaint(reference);

        if (complaint.isPresent()) {
            assertTrue(complaint.get().endsWith("."), complaint.get());
        } else if (reference.startsWith("composite/")) {
            String[] parts = reference.split("/", 3);
            assertTrue(Strategies.find(parts[1]).isPresent(), reference);
            assertEquals(Optional.empty(), ALL.complaint(parts[2]));
        } else {
            assertTrue(reference.equals("saved") || reference.matches("(?s)(?:p|openai):.*\\S.*"), reference);
        }
    }

    @Provide
    Arbitrary<String> likely() {
        return Arbitraries.of(
                        "composite",
                        "/",
                        "moa",
                        "think",
                        "nosuch",
                        "p",
                        "openai",
                        ":",
                        "x",
                        "saved",
                        " ",
                        "composite/moa/",
                        "composite/nosuch/",
                        "p:x")
                .list()
                .ofMaxSize(9)
                .map(parts -> String.join("", parts));
    }
}
