package sacred.providers.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import sacred.providers.AnswerSchema;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;

class RequestKeyTest {

    private static final Prompt PROMPT = Prompt.of("be brief", List.of(new Message.User("hello")));
    private static final ToolSpec TOOL = new ToolSpec("f", "does", "{}");

    @Test
    void everythingThatAnAnswerMayDependOnMakesAnotherKey() {
        Map<String, RequestKey> keys = new TreeMap<>();
        keys.put("as it is", key(provider("one", "http://a/v1"), "m", PROMPT, 0, "1"));
        keys.put("provider", key(provider("two", "http://a/v1"), "m", PROMPT, 0, "1"));
        keys.put("address", key(provider("one", "http://b/v1"), "m", PROMPT, 0, "1"));
        keys.put("model", key(provider("one", "http://a/v1"), "n", PROMPT, 0, "1"));
        keys.put("sample", key(provider("one", "http://a/v1"), "m", PROMPT, 1, "1"));
        keys.put("version", key(provider("one", "http://a/v1"), "m", PROMPT, 0, "2"));
        keys.put("limit", of(PROMPT.answeredWithin(10)));
        keys.put("context", of(PROMPT.inContext(OptionalInt.of(4096))));
        keys.put("system", of(Prompt.of("be long", PROMPT.messages())));
        keys.put("json", of(new Prompt("be brief", PROMPT.messages(), List.of(), true)));
        keys.put("schema", of(PROMPT.answeredBy(new AnswerSchema("a", "{}"))));
        keys.put("name of the schema", of(PROMPT.answeredBy(new AnswerSchema("b", "{}"))));
        keys.put("another schema", of(PROMPT.answeredBy(new AnswerSchema("a", "{ }"))));
        keys.put("tools", of(new Prompt("be brief", PROMPT.messages(), List.of(TOOL), false)));
        keys.put("message", of(Prompt.of("be brief", List.of(new Message.User("hello!")))));
        keys.put("who said it", of(Prompt.of("be brief", List.of(Message.Assistant.of("hello")))));
        keys.put("thinking", with(new Message.Assistant("hello", List.of(), "hm", "")));
        keys.put("signature", with(new Message.Assistant("hello", List.of(), "", "s")));
        keys.put("call", with(new Message.Assistant("hello", List.of(new ToolCall("1", "f", "{}")), "", "")));
        keys.put("result", with(new Message.ToolResult("1", "f", "2", false)));
        keys.put("failure", with(new Message.ToolResult("1", "f", "2", true)));

        assertEquals(keys.size(), keys.values().stream().distinct().count(), keys.toString());
    }

    @Test
    void aNewPartOfAPromptIsNotForgotten() {
        assertEquals(
                "system messages tools json mostAnswerTokens contextTokens schema",
                names(Prompt.class),
                "a part of a prompt that is not in the key would give the answer to another request");
        assertEquals("text toolCalls thinking signature", names(Message.Assistant.class));
        assertEquals("callId tool text failed", names(Message.ToolResult.class));
        assertEquals("name description parameters", names(ToolSpec.class));
    }

    @Test
    void theSameRequestHasTheSameKeyInEveryProcess() {
        assertEquals("e914", of(PROMPT).hex().substring(0, 4));
        assertEquals(of(PROMPT), of(new Prompt("be brief", PROMPT.messages(), List.of(), false)));
    }

    @Test
    void textThatMovesFromOnePartIntoTheNextIsAnotherRequest() {
        assertNotEquals(
                of(Prompt.of("a", List.of(new Message.User("bc")))),
                of(Prompt.of("ab", List.of(new Message.User("c")))));
        assertNotEquals(
                of(Prompt.of("", List.of(new Message.User("\ud800")))),
                of(Prompt.of("", List.of(new Message.User("?")))));
    }

    @Test
    void theKeyOfTheProviderIsNoPartOfIt() {
        ProviderSettings other = new ProviderSettings(
                "one",
                ProviderKind.OPENAI,
                "http://a/v1",
                Optional.of(new Secret("sk-other")),
                "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);

        assertEquals(of(PROMPT), RequestKey.of(other, "m", PROMPT, 0, "1"));
    }

    private static String names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(" "));
    }

    private static RequestKey with(Message message) {
        return of(new Prompt("be brief", List.of(new Message.User("hello"), message), List.of(TOOL), false));
    }

    private static RequestKey of(Prompt prompt) {
        return key(provider("one", "http://a/v1"), "m", prompt, 0, "1");
    }

    private static RequestKey key(ProviderSettings settings, String model, Prompt prompt, int sample, String version) {
        return RequestKey.of(settings, model, prompt, sample, version);
    }

    private static ProviderSettings provider(String name, String url) {
        return new ProviderSettings(
                name,
                ProviderKind.OPENAI,
                url,
                Optional.of(new Secret("sk-canary")),
                "",
                List.of(),
                Timeouts.DEFAULT,
                RetryPolicy.DEFAULT);
    }
}
