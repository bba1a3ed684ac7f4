package sacred.cognition;

import java.util.Map;
import sacred.cognition.text.PromptFile;

/** The prompts beside the stages. */
final class Prompts {

    private Prompts() {}

    /** The named prompt with its placeholders filled; values are inserted as they are and not read again. */
    static String fill(String name, Map<String, String> values) {
        return PromptFile.fill(Prompts.class, name, values);
    }
}
