package sacred.providers;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.timeline.ErrorKind;

class ToolRefusalTest {

    private static boolean refusal(ErrorKind kind, String message) {
        return ToolRefusal.in(new ProviderException(message, ProviderException.Details.of(kind, false)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.ollama.ai/library/tinyllama:latest does not support tools",
                "'tools' is not supported with this model",
                "tool calling is not supported with this model",
                "This model does not support function calling",
                "Function calling is not supported for this model",
                "No endpoints found that support tool use.",
                "Unrecognized request argument supplied: tools",
                "tools param requires --jinja flag",
                "Cannot use tools with stream",
                "\"auto\" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set"
            })
    void whatServersSayOfToolsIsKnown(String message) {
        assertTrue(refusal(ErrorKind.BAD_REQUEST, "p:m refused the request (HTTP 400): " + message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Unsupported parameter: 'max_tokens' is not supported with this model.",
                "Invalid schema for function 'read_file': None is not of type 'object'.",
                "model \"tools\" not found, try pulling it first",
                "messages with role 'tool' must be a response to a preceding message with 'tool_calls'",
                "\"llama\" does not support thinking",
                "an assistant message with 'tool_calls' must be followed by tool messages"
            })
    void otherRefusalsAreNone(String message) {
        assertFalse(refusal(ErrorKind.BAD_REQUEST, "p:m refused the request (HTTP 400): " + message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUTH", "RATE_LIMITED", "SERVER", "INTERRUPTED"})
    void aFailureOfAnotherKindIsNoRefusal(ErrorKind kind) {
        assertFalse(refusal(kind, "this key does not support tools"));
    }
}
