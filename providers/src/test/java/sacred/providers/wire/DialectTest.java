package sacred.providers.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.ErrorKind;

/** What each dialect passes on of events as servers really send them. */
class DialectTest {

    private final List<Event> clean = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'choices':[{'index':0,'delta':{'role':'assistant','content':'hi'}}]} | content=hi
        {'choices':[{'delta':{'content':'hi'}}]} | content=hi
        {'choices':[{'index':1,'delta':{'content':'other'}},{'index':0,'delta':{'content':'hi'}}]} | content=hi
        {'choices':[{'index':1,'delta':{'content':'other'}}]} | ``
        {'choices':[{'index':0,'delta':{'content':null}}]} | ``
        {'choices':[{'index':0,'delta':null}]} | ``
        {'choices':null} | ``
        {'choices':[],'prompt_filter_results':[{}]} | ``
        {'usage':{'prompt_tokens':1}} | ``
        {'choices':[{'index':0,'delta':{'reasoning':'mm','content':''}}]} | reasoning_content=mm
        {'choices':[{'index':0,'delta':{'reasoning_content':'mm','reasoning':'mm'}}]} | reasoning_content=mm
        {'choices':[{'index':0,'delta':{'content':[{'type':'thinking','thinking':[{'type':'text','text':'mm'}]},{'type':'text','text':'hi'}]}}]} | reasoning_content=mm content=hi
        {'choices':[{'index':0,'delta':{'refusal':'I cannot'}}]} | content=I_cannot
        """)
    void onlyTheFirstChoiceIsPassedOnInOneForm(String event, String expected) {
        new OpenAiDialect().read(json(event), clean::add);

        List<String> fields = new ArrayList<>();
        for (Event out : clean) {
            JsonNode choices = json(out.data()).path("choices");
            assertEquals(1, choices.size());
            choices.get(0)
                    .path("delta")
                    .properties()
                    .forEach(f ->
                            fields.add(f.getKey() + "=" + f.getValue().asText().replace(' ', '_')));
        }
        assertEquals(expected, String.join(" ", fields));
    }

    @Test
    void piecesOfToolCallsGetAnIndexAndTheirIdAndNameOnce() {
        OpenAiDialect dialect = new OpenAiDialect();
        for (String pieces : List.of(
                "[{'index':4,'id':'a','function':{'name':'f','arguments':''}}]",
                "[{'index':4,'id':'a','function':{'name':'f','arguments':'{'}}]",
                "[{'index':4,'function':{'arguments':'}'}},{'index':7,'id':'b','function':{'name':'g','arguments':{'x':1}}}]",
                "[{'index':7,'function':{'arguments':null}}]")) {
            dialect.read(json("{'choices':[{'index':0,'delta':{'tool_calls':" + pieces + "}}]}"), clean::add);
        }

        assertEquals(List.of("0 a f ", "0 - - {", "0 - - }", "1 b g {\"x\":1}", "1 - - "), calls());
        assertEquals(Optional.of("tool_calls"), dialect.reading().finish());
    }

    @Test
    void callsWithoutIndexAreToldApartByTheirIds() {
        OpenAiDialect dialect = new OpenAiDialect();
        dialect.read(
                json(
                        "{'choices':[{'delta':{'tool_calls':[{'id':'a','function':{'name':'f','arguments':'{}'}},{'id':'b','function':{'name':'f','arguments':'{}'}}]}}]}"),
                clean::add);

        assertEquals(List.of("0 a f {}", "1 b f {}"), calls());
    }

    @Test
    void callsWithNeitherIndexNorIdAreCallsOfTheirOwnWithMadeUpIds() {
        OpenAiDialect dialect = new OpenAiDialect();
        dialect.read(
                json(
                        "{'choices':[{'message':{'tool_calls':[{'id':'','function':{'name':'f','arguments':'{}'}},{'function':{'name':'g','arguments':'{}'}}]}}]}"),
                clean::add);

        assertEquals(
                List.of("0", "1"), calls().stream().map(c -> c.substring(0, 1)).toList());
        assertEquals(2, calls().stream().map(c -> c.split(" ")[1]).distinct().count());
        assertTrue(calls().stream().noneMatch(c -> c.contains(" - ")), calls().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        stop | false | stop
        length | false | length
        content_filter | false | content_filter
        tool_calls | true | tool_calls
        stop | true | tool_calls
        length | true | length
        tool_calls | false | stop
        something_new | false | ``
        """)
    void theReasonToFinishIsInOurWords(String reason, boolean tools, String expected) {
        assertEquals(expected, Finish.of(reason, tools, false).orElse(""));
    }

    @Test
    void doneWithoutAReasonIsCompleteWithAnEmptyFinish() throws WireException {
        OpenAiDialect dialect = new OpenAiDialect();
        dialect.read(json("{'choices':[{'delta':{'content':'hi'}}]}"), clean::add);

        assertTrue(dialect.marker("[DONE]"));

        assertTrue(dialect.complete());
        assertEquals(Optional.empty(), dialect.reading().finish());
    }

    @Test
    void unknownEventsAndBlocksOfMessagesAreDropped() {
        AnthropicDialect dialect = new AnthropicDialect();
        for (String event : List.of(
                "{'type':'message_start','message':{'model':'m'}}",
                "{'type':'ping'}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'compaction','content':'x'}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'x'}}",
                "{'type':'content_block_stop','index':0}",
                "{'type':'content_block_future'}",
                "{'type':'content_block_start','index':1,'content_block':{'type':'text','text':''}}",
                "{'type':'content_block_delta','index':1,'delta':{'type':'text_delta','text':'hi'}}",
                "{'type':'message_delta','delta':{'stop_reason':'end_turn'}}")) {
            dialect.read(json(event), clean::add);
        }

        assertTrue(clean.stream().allMatch(e -> json(e.data()).path("index").asInt() == 1), clean.toString());
        assertEquals(3, clean.size());
        assertTrue(dialect.complete());
        assertEquals(Optional.of("m"), dialect.reading().model());
    }

    @Test
    void aMessageThatEndsWithAnOpenBlockIsClosedForIt() {
        AnthropicDialect dialect = new AnthropicDialect();
        dialect.read(
                json("{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','name':'f'}}"),
                clean::add);
        dialect.read(json("{'type':'message_delta','delta':{'stop_reason':'tool_use'}}"), clean::add);
        clean.clear();

        dialect.close(clean::add);

        assertEquals(
                List.of("content_block_stop", "message_stop"),
                clean.stream().map(Event::type).toList());
    }

    @Test
    void everyCallOfOllamaHasAnIndexOfItsOwn() throws WireException {
        OllamaDialect dialect = new OllamaDialect();
        dialect.read(
                json(
                        "{'message':{'tool_calls':[{'function':{'index':0,'name':'f','arguments':{}}},{'function':{'index':0,'name':'g','arguments':'{}'}}]}}"),
                clean::add);

        JsonNode calls = json(clean.getFirst().data()).path("message").path("tool_calls");

        assertEquals(
                "0,1",
                calls.findValuesAsText("index").stream()
                        .reduce((a, b) -> a + "," + b)
                        .orElse(""));
        assertEquals(2, calls.findValuesAsText("id").stream().distinct().count());
    }

    @Test
    void argumentsOfOllamaThatAreNoObjectAreNotRepaired() {
        JsonNode line = json("{'message':{'tool_calls':[{'function':{'name':'f','arguments':'{\\'a'}}]}}");

        WireException e = assertThrows(WireException.class, () -> new OllamaDialect().read(line, clean::add));

        assertEquals(ErrorKind.TOOL, e.failure().kind());
    }

    @Test
    void anEventThatIsNoJsonEndsTheAnswer() {
        String body = "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\ndata: {\"choices\": nope\n\n";

        WireException e = assertThrows(WireException.class, () -> answer(new OpenAiDialect(), body));

        assertEquals(ErrorKind.INTERRUPTED, e.failure().kind());
        assertEquals(1, clean.size());
    }

    @Test
    void whatFollowsTheEndMarkerIsNotRead() throws Exception {
        answer(
                new OpenAiDialect(),
                "data: {\"choices\":[{\"delta\":{\"content\":\"hi\"}}]}\n\n"
                        + "data: [DONE]\n\n"
                        + "data: {\"choices\":[{\"delta\":{\"content\":\" late\"}}]}\n\n"
                        + "data: broken\n\n");

        assertEquals(1, clean.size());
    }

    @Test
    void anErrorAfterTheReasonToFinishMakesTheAnswerAnErrorAndKeepsItsUsage() {
        OpenAiDialect dialect = new OpenAiDialect();
        String body = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n"
                + "data: {\"error\":{\"code\":400,\"message\":\"Token limit"
                + " reached\"},\"usage\":{\"prompt_tokens\":43,\"completion_tokens\":10}}\n\n";

        WireException e = assertThrows(WireException.class, () -> answer(dialect, body));

        assertEquals(ErrorKind.BAD_REQUEST, e.failure().kind());
        assertEquals(43, dialect.reading().usage().input().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"hello":1} | server
        {"error":{"code":500,"message":"dressed as success"}} | server
        {"choices":[{"mess | interrupted
        {"error":{"message":"x","type":"invalid_request_error"}} | bad_request
        """)
    void aDocumentThatIsNoAnswerIsAFailure(String body, String kind) {
        WireException e = assertThrows(WireException.class, () -> answer(new OpenAiDialect(), body));

        assertEquals(kind, e.failure().kind().wire());
    }

    private void answer(Dialect dialect, String body) throws Exception {
        try (RawServer server = new RawServer(RawServer.stream("text/plain", body))) {
            Wire wire = new Wire(Connections.direct(), System::nanoTime, java.time.InstantSource.system());
            Request request = new Request(java.net.URI.create(server.url()), java.util.Map.of(), Optional.of("{}"));
            try (Exchange exchange = wire.send(request, sacred.providers.Timeouts.DEFAULT)) {
                new Answer(wire, exchange).stream(dialect, clean::add);
            }
        }
    }

    private List<String> calls() {
        List<String> calls = new ArrayList<>();
        for (Event event : clean) {
            for (JsonNode call : json(event.data()).findPath("tool_calls")) {
                calls.add(call.path("index").asText() + " " + call.path("id").asText("-") + " "
                        + call.path("function").path("name").asText("-") + " "
                        + call.path("function").path("arguments").asText("-"));
            }
        }
        return calls;
    }

    private static JsonNode json(String text) {
        return Json.read(text.startsWith("{'") ? text.replace("\\'", "\\\"").replace('\'', '"') : text)
                .orElseThrow(() -> new IllegalArgumentException(new String(text.getBytes(UTF_8), UTF_8)));
    }
}
