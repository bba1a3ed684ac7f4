package sacred.cognition.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sacred.cognition.text.PromptFile;
import sacred.providers.Message;
import sacred.providers.Prompt;

/** The prompt of a strategy, and the prompts that are made of it: the conversation stays, the user's last message is framed. */
record Task(Prompt prompt, Options options) {

    /** The user's last message. */
    String question() {
        return ((Message.User) prompt.messages().getLast()).text();
    }

    /** As a single model would be asked. */
    Prompt plain() {
        return with(question());
    }

    /** The conversation with another last message. */
    Prompt with(String last) {
        List<Message> messages = new ArrayList<>(prompt.messages());
        messages.set(messages.size() - 1, new Message.User(last));
        String system = options.system().isEmpty() ? prompt.system() : prompt.system() + "\n\n" + options.system();
        return Prompt.of(system, messages);
    }

    /** The conversation with a file as its last message. */
    Prompt file(String name, Map<String, String> values) {
        return with(PromptFile.fill(Task.class, name, values));
    }
}
