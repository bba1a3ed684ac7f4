package sacred.providers.langchain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import sacred.providers.wire.Failure;
import sacred.timeline.ErrorKind;

/** The part of a request that says what form the answer has to have. The prompt says it in words as well. */
final class AnswerForm {

    private static final String OPENAI = "response_format";
    private static final String OLLAMA = "format";
    private static final String GEMINI = "generationConfig";
    static final String GEMINI_TYPE = "responseMimeType";
    static final String GEMINI_SCHEMA = "responseJsonSchema";

    /** How servers call it when they refuse it, in lower case. */
    private static final Pattern SAID =
            Pattern.compile("response.?format|response_?(json_?)?schema|response_?mime_?type"
                    + "|json.?(schema|object|mode)|structured output|grammar|\\bformat\\b");

    /** What says nothing, and may be this. */
    private static final Pattern NOTHING = Pattern.compile(
            "\\W*(bad request|invalid request|invalid_request_error|unprocessable entity|validation error)?\\W*");

    private AnswerForm() {}

    /** Its name and how strict it is; empty when the request says nothing of it. */
    static Optional<String> in(ObjectNode body) {
        if (body.has(OPENAI)) {
            return Optional.of(OPENAI + " " + body.path(OPENAI).path("type").asText());
        }
        if (body.has(OLLAMA)) {
            return Optional.of(OLLAMA + (body.path(OLLAMA).isObject() ? " as a schema" : " json"));
        }
        if (body.path(GEMINI).has(GEMINI_TYPE)) {
            return Optional.of(body.path(GEMINI).has(GEMINI_SCHEMA) ? GEMINI_SCHEMA : GEMINI_TYPE);
        }
        return Optional.empty();
    }

    static void removeFrom(ObjectNode body) {
        body.remove(OPENAI);
        body.remove(OLLAMA);
        if (body.path(GEMINI) instanceof ObjectNode config) {
            config.remove(GEMINI_TYPE);
            config.remove(GEMINI_SCHEMA);
        }
    }

    /** Whether this is what a server did not like of a request that says something of it. Some call that a failure of theirs. */
    static boolean refusedBy(Failure failure, String said) {
        boolean refused = failure.kind() == ErrorKind.BAD_REQUEST;
        boolean named = SAID.matcher(said).find();
        return refused && (named || NOTHING.matcher(said).matches()) || failure.kind() == ErrorKind.SERVER && named;
    }
}
