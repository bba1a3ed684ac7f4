package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiDialectTest {

    private final GeminiDialect dialect = new GeminiDialect();
    private final List<Event> clean = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'candidates':[{'content':{'parts':[{'text':'a'},{'text':'b'}]},'index':0}]} | text=a text=b
        {'candidates':[{'content':{'parts':[{'text':'other'}]},'index':1},{'content':{'parts':[{'text':'a'}]}}]} | text=a
        {'candidates':[{'content':{'parts':[{'text':'mm','thought':true},{'text':'a','thoughtSignature':'x'}]}}]} | thought=mm text=a
        {'candidates':[{'content':{'parts':[{'text':''},{'text':null},{'executableCode':{'code':'1'}},{'inlineData':{'data':'x'}}]}}]} | ``
        {'candidates':[{'content':{'role':'model'}}]} | ``
        {'candidates':[{'content':null}]} | ``
        {'candidates':[]} | ``
        {'candidates':null} | ``
        {'usageMetadata':{}} | ``
        {'candidates':[{'content':{'parts':[{'functionCall':{'id':'i','name':'f','args':{'x':1.10}},'thoughtSignature':'s'}]}}]} | i=f{"x":1.10}s
        {'candidates':[{'content':{'parts':[{'functionCall':{'id':'i','name':'f'}}]}}]} | i=f{}
        {'candidates':[{'content':{'parts':[{'functionCall':{'id':'i','name':'f','args':null}}]}}]} | i=f{}
        """)
    void everyPartOfTheFirstCandidateIsAnEventOfItsOwn(String event, String expected) throws WireException {
        dialect.read(json(event), clean::add);

        assertEquals(expected, parts().stream().map(GeminiDialectTest::shown).collect(Collectors.joining(" ")));
    }

    @Test
    void callsWithoutAnIdGetOneEach() throws WireException {
        dialect.read(
                json("{'candidates':[{'content':{'parts':[{'functionCall':{'name':'f'}},"
                        + "{'functionCall':{'id':'','name':'f'}}]}}]}"),
                clean::add);

        List<String> ids =
                parts().stream().map(p -> p.findPath("id").asText()).distinct().toList();
        assertEquals(2, ids.size());
        assertFalse(ids.contains(""), ids.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'candidates':[{'finishReason':'STOP'}]} | stop
        {'candidates':[{'finishReason':'MAX_TOKENS'}]} | length
        {'candidates':[{'finishReason':'SAFETY'}]} | content_filter
        {'candidates':[{'finishReason':'SPII'}]} | content_filter
        {'candidates':[{'finishReason':'IMAGE_SAFETY'}]} | content_filter
        {'candidates':[{'finishReason':'OTHER'}]} | ``
        {'promptFeedback':{'blockReason':'OTHER'}} | content_filter
        {'candidates':[{'content':{'parts':[{'functionCall':{'name':'f'}}]},'finishReason':'STOP'}]} | tool_calls
        """)
    void aReasonToFinishMakesTheAnswerComplete(String event, String finish) throws WireException {
        dialect.read(json(event), clean::add);

        assertTrue(dialect.complete());
        assertEquals(finish, dialect.reading().finish().orElse(""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'candidates':[{'content':{'parts':[{'text':'a'}]}}]}
        {'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':'FINISH_REASON_UNSPECIFIED'}]}
        {'candidates':[{'content':{'parts':[{'text':'a'}]},'finishReason':null}],'promptFeedback':{'safetyRatings':[]}}
        """)
    void withoutOneItIsNot(String event) throws WireException {
        dialect.read(json(event), clean::add);

        assertFalse(dialect.complete());
    }

    private List<JsonNode> parts() {
        return clean.stream()
                .map(event -> Json.read(event.data()).orElseThrow().at("/candidates/0/content/parts/0"))
                .toList();
    }

    private static String shown(JsonNode part) {
        JsonNode call = part.path("functionCall");
        if (call.isObject()) {
            return call.path("id").asText() + "=" + call.path("name").asText() + call.path("args")
                    + part.path("thoughtSignature").asText();
        }
        return (part.path("thought").asBoolean() ? "thought=" : "text=")
                + part.path("text").asText();
    }

    private static JsonNode json(String text) {
        return Json.read(text.replace('\'', '"')).orElseThrow(() -> new IllegalArgumentException(text));
    }
}
