package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.timeline.ErrorKind;

class FailuresTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-25T10:00:00Z"));

    /** Status, headers, body, then kind, whether the same request may be sent again, and the hint in ms. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        401 | | {'error':{'code':'invalid_api_key','message':'Incorrect API key'}} | auth | false |
        401 | | {'detail':'Invalid API Key'} | auth | false |
        403 | | | auth | false |
        403 | | {'error':{'message':'Project `p` does not have access to model `x`','type':'invalid_request_error','code':'model_not_found'}} | not_found | false |
        403 | | {'error':{'message':'The model `x` is blocked','code':'model_permission_blocked_project'}} | not_found | false |
        403 | | {'message':'You don`t have access to the model with the specified model ID.'} | not_found | false |
        403 | | {'error':{'message':'Incorrect API key provided','code':'invalid_api_key'}} | auth | false |
        400 | | {'code':'invalid-argument','error':'Incorrect API key provided. Get one.'} | auth | false |
        400 | | {'error':{'status':'INVALID_ARGUMENT','message':'API key not valid.','details':[{'reason':'API_KEY_INVALID'}]}} | auth | false |
        402 | | {'error':{'message':'Insufficient credits'}} | bad_request | false |
        400 | | {'error':{'type':'invalid_request_error','message':'Your credit balance is too low'}} | bad_request | false |
        404 | | {'error':{'code':'model_not_found','message':'The model `x` does not exist'}} | not_found | false |
        404 | | <html>nginx</html> | not_found | false |
        400 | | {'error':{'code':'context_length_exceeded','message':'too many'}} | context_length | false |
        400 | | {'type':'error','error':{'type':'invalid_request_error','message':'prompt is too long: 205351 tokens > 200000 maximum'}} | context_length | false |
        400 | | {'error':{'message':'This model`s maximum context length is 1048565 tokens.'}} | context_length | false |
        500 | | {'error':'no user query found in messages'} | context_length | false |
        500 | | {'error':{'code':500,'message':'the request exceeds the available context size, try increasing it'}} | context_length | false |
        400 | | {'error':'prompt too long; exceeded max context length by 7 tokens'} | context_length | false |
        400 | | {'error':{'message':'temperature must be less than 2','param':'temperature'}} | bad_request | false |
        413 | | Failed to buffer the request body: length limit exceeded | bad_request | false |
        422 | | {'detail':[{'msg':'extra_forbidden'}]} | bad_request | false |
        400 | | {'error':{'code':'tool_use_failed','message':'Tool call validation failed'}} | tool | false |
        429 | Retry-After: 7 | {'error':{'message':'Rate limit reached'}} | rate_limited | true | 7000
        429 | Retry-After: 0 | {} | rate_limited | true | 0
        429 | Retry-After: Wed, 25 Nov 2026 10:00:03 GMT | {} | rate_limited | true | 3000
        429 | Retry-After: Wed, 25 Nov 2026 09:00:00 GMT | {} | rate_limited | true | 0
        429 | Retry-After: soon | {} | rate_limited | true |
        429 | Retry-After: 1; retry-after-ms: 0 | {} | rate_limited | true | 1000
        429 | Retry-After: 1; retry-after-ms: 1500 | {} | rate_limited | true | 1500
        429 | Retry-After: 6 | {'error':{'message':'Please try again in 5.289s.'}} | rate_limited | true | 6000
        429 | | {'error':{'message':'Please try again in 5.289s. Visit'}} | rate_limited | true | 5289
        429 | | {'error':{'message':'try again in 1m30s'}} | rate_limited | true | 90000
        429 | | {'error':{'message':'try again in 130ms'}} | rate_limited | true | 130
        429 | | {'error':{'message':'Please retry in 48.9s.','details':[{'retryDelay':'48s'}]}} | rate_limited | true | 48000
        429 | x-ratelimit-reset-requests: 6m0s; x-ratelimit-remaining-requests: 0; x-ratelimit-reset-tokens: 20ms; x-ratelimit-remaining-tokens: 9 | {} | rate_limited | true | 360000
        429 | x-ratelimit-reset-tokens: 1h2m3.5s; x-ratelimit-remaining-tokens: 0 | {} | rate_limited | true | 3723500
        429 | x-ratelimit-reset-requests: -1; x-ratelimit-remaining-requests: 0 | {} | rate_limited | true |
        429 | x-ratelimit-reset-requests: 12ms; x-ratelimit-remaining-requests: 4999 | {} | rate_limited | true |
        429 | anthropic-ratelimit-requests-remaining: 0; anthropic-ratelimit-requests-reset: 2026-11-25T10:00:20Z | {} | rate_limited | true | 20000
        429 | Retry-After: 9 | <html>slow down</html> | rate_limited | true | 9000
        429 | | {'error':{'code':'insufficient_quota','message':'You exceeded your current quota'}} | rate_limited | false |
        429 | | {'error':{'type':'rate_limit_error','details':{'error_code':'enforced_spend_limit_reached'},'message':'limit'}} | rate_limited | false |
        429 | | {'error':{'message':'Request too large for x: Limit 2000000, Requested 2500013.'}} | rate_limited | false |
        429 | | {'error':{'message':'Rate limited, try again in 99999999999999999999h'}} | rate_limited | true |
        429 | x-ratelimit-reset-requests: 99999999999999999999h | {'error':{'message':'Rate limited'}} | rate_limited | true |
        429 | | {'error':{'message':'on tokens per min (TPM): Limit 150,000, Used 3, Requested 150,678'}} | rate_limited | false |
        429 | | {'error':{'message':'TPM: Limit 150000, Used 149000, Requested 2000. Please try again in 2s'}} | rate_limited | true | 2000
        429 | | {'error':{'message':'Please retry in 25.4s.','details':[{'violations':[{'quotaId':'GenerateRequestsPerDayPerProjectPerModel-FreeTier'}]},{'retryDelay':'25s'}]}} | rate_limited | false |
        429 | | {'error':{'message':'Please retry in 9s.','details':[{'violations':[{'quotaId':'GenerateRequestsPerMinutePerProjectPerModel-FreeTier'}]},{'retryDelay':'9s'}]}} | rate_limited | true | 9000
        429 | | {'error':{'message':'Quota exceeded for metric: x/free_tier_requests, limit: 0, model: y Please retry in 5.2s.'}} | rate_limited | false |
        429 | | {'object':'error','message':'Rate limit exceeded','type':'rate_limited','param':null,'code':'1300'} | rate_limited | true |
        400 | | {'object':'error','message':'Invalid model: x','type':'invalid_model','param':null,'code':'1500'} | not_found | false |
        400 | | {'object':'error','message':'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length','type':'invalid_request_error','code':'3051'} | context_length | false |
        400 | | {'error':{'code':400,'message':'The input token count (1048577) exceeds the maximum number of tokens allowed (1048576).','status':'INVALID_ARGUMENT'}} | context_length | false |
        404 | | {'error':{'code':404,'message':'models/x is not found for API version v1beta','status':'NOT_FOUND'}} | not_found | false |
        503 | | {'error':{'code':503,'message':'The model is overloaded. Please try again later.','status':'UNAVAILABLE'}} | overloaded | true |
        500 | | {'object':'error','message':'Service unavailable.','type':'internal_server_error','param':null,'code':'1000'} | server | true |
        429 | x-should-retry: false | {'error':{'message':'would exceed'}} | rate_limited | false |
        500 | x-should-retry: false | {'error':{'message':'Internal server error'}} | server | false |
        500 | | {'error':{'message':'x','type':'server_error'}} | server | true |
        500 | | {'error':'model requires more system memory (5.3 GiB) than is available (3.5 GiB)'} | server | false |
        500 | | {'error':{'code':500,'message':'Cannot use tools with stream','type':'server_error'}} | bad_request | false |
        501 | | {'error':{'type':'not_supported_error','message':'no slots'}} | bad_request | false |
        502 | | <html><title>502 Bad Gateway</title></html> | server | true |
        503 | Retry-After: 2 | {'error':{'message':'service unavailable'}} | server | true | 2000
        503 | | {'error':'server busy, please try again.  maximum pending requests exceeded'} | overloaded | true |
        503 | | {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}} | overloaded | true |
        529 | x-should-retry: true | {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}} | overloaded | true |
        498 | | {'error':{'code':'capacity_exceeded','message':'x'}} | overloaded | true |
        599 | | | server | true |
        408 | | | timeout | true |
        """)
    void statusAndBodyTogetherSayWhatItIs(
            int status, String headers, String body, String kind, boolean retryable, Long retryAfterMs) {
        Failure failure = Failures.ofStatus(status, hints(headers), text(body));

        assertEquals(kind, failure.kind().wire());
        assertEquals(retryable, failure.retryable());
        assertEquals(Optional.ofNullable(retryAfterMs), failure.retryAfter().map(Duration::toMillis));
        assertEquals(status, failure.status().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'type':'error','error':{'type':'overloaded_error','message':'Overloaded'}} | false | overloaded | true
        {'error':{'code':400,'message':'Token limit reached'}} | true | bad_request | false
        {'error':{'message':'Tool call','code':'tool_use_failed','status_code':400}} | false | tool | false
        {'code':400,'message':'the request exceeds the available context size.'} | false | context_length | false
        {'error':{'message':'slow','type':'rate_limit_error'}} | false | rate_limited | true
        {'error':{'message':'gone','type':'server_error'}} | true | server | true
        {'error':{'message':'bad','code':'invalid_api_key'}} | false | auth | false
        {'error':'model runner has unexpectedly stopped'} | true | interrupted | true
        {'error':'model runner has unexpectedly stopped'} | false | server | true
        plain words | true | interrupted | true
        """)
    void anErrorInsideAnAnswerIsJudgedByItsOwnWords(String body, boolean begun, String kind, boolean retryable) {
        Failure failure = Failures.inAnswer(ErrorBody.of(text(body)), begun);

        assertEquals(kind, failure.kind().wire());
        assertEquals(retryable, failure.retryable());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'error':{'message':'a','type':'b'}} | a
        {'error':'a'} | a
        {'detail':'a'} | a
        {'object':'error','message':'a'} | a
        {'error':{'code':429,'message':'Provider returned error','metadata':{'raw':'busy upstream'}}} | Provider returned error: busy upstream
        {'error':'{`error`:{`code`:500,`message`:`inner`}}' | inner
        plain | plain
        <html>page</html> | ``
        [{'error':{'message':'a'}}] | a
        {'detail':[{'type':'missing','loc':['body','messages'],'msg':'Field required'}]} | body.messages: Field required
        {'object':'error','message':{'detail':[{'loc':['body','x',0],'msg':'a'},{'loc':['body','y'],'msg':'b'}]}} | body.x.0: a; body.y: b
        {'detail':{'reason':'a'}} | {"reason":"a"}
        """)
    void whatTheProviderSaidIsFoundInEveryShape(String body, String message) {
        String json = body.contains("{`")
                ? "{\"error\":\"{\\\"error\\\":{\\\"code\\\":500,\\\"message\\\":\\\"inner\\\"}}\"}"
                : text(body);

        assertEquals(message, ErrorBody.of(json).message());
    }

    @Test
    void aRedirectNamesTheStatusAndTheHostButNotThePath() {
        Failure failure = Failures.ofStatus(307, hints("Location: https://evil.example:8443/v1/x?key=secret"), "");

        assertEquals(ErrorKind.CONFIG, failure.kind());
        assertTrue(failure.what().contains("307") && failure.what().contains("evil.example:8443"), failure.what());
        assertTrue(!failure.what().contains("secret"), failure.what());
    }

    private static String text(String body) {
        return body == null ? "" : body.replace('\'', '"');
    }

    private static RetryHints hints(String headers) {
        Map<String, List<String>> map = headers == null
                ? Map.of()
                : Arrays.stream(headers.split("; "))
                        .map(header -> header.split(": ", 2))
                        .collect(Collectors.toMap(h -> h[0], h -> List.of(h[1])));
        return new RetryHints(HttpHeaders.of(map, (_, _) -> true), CLOCK);
    }
}
