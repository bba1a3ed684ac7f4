package sacred.providers.wire;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.timeline.ErrorKind;

/**
 * Decides what an error of a provider is, from the status and the body: many servers answer a wrong key with 400, a
 * prompt that is too long with 429 or 500, and anything at all with 200.
 */
final class Failures {

    private static final Pattern LIMIT_REQUESTED =
            Pattern.compile("limit:? ([\\d,]+).{0,80}?requested:? ([\\d,]+)", Pattern.CASE_INSENSITIVE);
    private static final String SMALLER = "Shorten the conversation or choose a model with a larger window.";
    private static final String PAGE = "Check its base_url: for most providers it ends with /v1.";
    /** What llama.cpp answers with 500 although the same request can never succeed. */
    private static final String[] UNSUPPORTED = {
        "not_supported", "cannot use tools", "--jinja", "does not support", "parse error", "schema conversion failed"
    };

    /** What a server says that knows the key and keeps one model from it. */
    private static final String[] NO_MODEL = {
        "model_not_found", "model_permission_blocked", "access to model", "access to the model", "access to this model"
    };

    private static final String BILLING = "Check the plan and the billing of the account.";

    private record Verdict(ErrorKind kind, boolean retryable, String what, String advice) {}

    private Failures() {}

    static Failure ofStatus(int status, RetryHints hints, String text) {
        if (status >= 300 && status < 400) {
            return redirect(status, hints.headers());
        }
        ErrorBody body = ErrorBody.of(text);
        Verdict verdict = body.html() ? page(status) : verdict(status, body);
        boolean hinted = verdict.kind() == ErrorKind.RATE_LIMITED
                || verdict.kind() == ErrorKind.OVERLOADED
                || verdict.kind() == ErrorKind.SERVER;
        Optional<Duration> wait =
                hinted && verdict.retryable() ? hints.retryAfter(body.json(), body.message()) : Optional.empty();
        return new Failure(
                verdict.kind(),
                OptionalInt.of(status),
                hints.shouldRetry().orElse(verdict.retryable()),
                wait,
                verdict.what() + " (HTTP " + status + ")",
                body.message(),
                verdict.advice());
    }

    /**
     * An error inside an answer that began as a success.
     *
     * @param begun whether a part of the answer had arrived
     */
    static Failure inAnswer(ErrorBody body, boolean begun) {
        OptionalInt named = body.status();
        if (named.isEmpty() && body.codes().isBlank() && !context(body)) {
            return new Failure(
                    begun ? ErrorKind.INTERRUPTED : ErrorKind.SERVER,
                    OptionalInt.of(200),
                    true,
                    Optional.empty(),
                    "reported an error inside an answer with HTTP 200",
                    body.message(),
                    "");
        }
        Verdict verdict = verdict(named.orElse(statusOf(body)), body);
        Optional<Duration> wait =
                verdict.retryable() ? RetryHints.inBody(body.json(), body.message()) : Optional.empty();
        return new Failure(
                verdict.kind(),
                OptionalInt.of(200),
                verdict.retryable(),
                wait,
                verdict.what() + " (inside an answer with HTTP 200)",
                body.message(),
                verdict.advice());
    }

    private static int statusOf(ErrorBody body) {
        if (body.mentions("overloaded")) {
            return 529;
        }
        if (body.mentions("rate_limit", "resource_exhausted", "too many requests")) {
            return 429;
        }
        if (body.mentions("authentication_error", "permission_error", "invalid_api_key")) {
            return 401;
        }
        if (body.mentions("not_found")) {
            return 404;
        }
        return body.mentions("invalid_request", "invalid_argument", "bad_request") ? 400 : 500;
    }

    private static Verdict verdict(int status, ErrorBody body) {
        if (status == 403 && body.mentions(NO_MODEL)) {
            return new Verdict(ErrorKind.NOT_FOUND, false, "does not give this model to the key", "");
        }
        if (auth(status, body)) {
            return new Verdict(ErrorKind.AUTH, false, "refused the key", "");
        }
        if (status == 429) {
            return limited(body);
        }
        if (context(body)) {
            return new Verdict(ErrorKind.CONTEXT_LENGTH, false, "says that the prompt is too long", SMALLER);
        }
        if (body.mentions("tool_use_failed")) {
            return new Verdict(ErrorKind.TOOL, false, "rejected the model's own tool call", "Ask again or rephrase.");
        }
        if (status == 402 || body.mentions("credit balance", "insufficient_quota")) {
            return new Verdict(ErrorKind.BAD_REQUEST, false, "refused for billing reasons", BILLING);
        }
        if (status == 529 || status == 498 || (status == 503 && body.mentions("overloaded", "busy", "capacity"))) {
            return new Verdict(ErrorKind.OVERLOADED, true, "is overloaded", "Try again later.");
        }
        return status >= 500 ? server(status, body) : refused(status, body);
    }

    private static Verdict refused(int status, ErrorBody body) {
        return switch (body.mentions("invalid_model") ? 404 : status) {
            case 404 -> new Verdict(ErrorKind.NOT_FOUND, false, "does not know this model or address", "");
            case 408, 425 -> new Verdict(ErrorKind.TIMEOUT, true, "gave up waiting", "Try again later.");
            case 413 -> new Verdict(ErrorKind.BAD_REQUEST, false, "says that the request is too large", SMALLER);
            default -> new Verdict(ErrorKind.BAD_REQUEST, false, "refused the request", "");
        };
    }

    private static Verdict server(int status, ErrorBody body) {
        if (body.mentions("more system memory")) {
            return new Verdict(ErrorKind.SERVER, false, "has too little memory", "Choose a smaller model.");
        }
        if (status == 501 || body.mentions(UNSUPPORTED)) {
            return new Verdict(ErrorKind.BAD_REQUEST, false, "does not support this", "");
        }
        return new Verdict(ErrorKind.SERVER, true, "failed", "Try again later.");
    }

    private static Verdict limited(ErrorBody body) {
        if (body.mentions("insufficient_quota", "enforced_spend_limit", "credit balance", "limit: 0,")) {
            return new Verdict(ErrorKind.RATE_LIMITED, false, "has no quota left for this key", BILLING);
        }
        if (body.mentions("perday")) {
            // Gemini names a wait of seconds beside it
            return new Verdict(
                    ErrorKind.RATE_LIMITED, false, "has no quota left for today", "Try again tomorrow. " + BILLING);
        }
        if (body.mentions("request too large") || requestedMore(body.message())) {
            return new Verdict(
                    ErrorKind.RATE_LIMITED, false, "refuses a request that is larger than its limit", SMALLER);
        }
        return new Verdict(ErrorKind.RATE_LIMITED, true, "is limiting the rate", "");
    }

    private static boolean requestedMore(String message) {
        Matcher m = LIMIT_REQUESTED.matcher(message);
        return m.find() && number(m.group(2)) > number(m.group(1));
    }

    private static double number(String digits) {
        return Double.parseDouble("0" + digits.replace(",", ""));
    }

    private static boolean auth(int status, ErrorBody body) {
        if (status == 401 || status == 403) {
            return true;
        }
        return body.mentions("invalid_api_key", "api_key_invalid", "authentication_error", "unauthenticated")
                || (status == 400 && body.mentions("api key") && body.mentions("incorrect", "invalid", "not valid"));
    }

    private static boolean context(ErrorBody body) {
        return body.mentions(
                        "context_length_exceeded",
                        "prompt is too long",
                        "prompt too long",
                        "input is too long",
                        "prompt is longer than the context",
                        "input prompt is too big",
                        "maximum context length",
                        "no user query found")
                || (body.mentions("exceed")
                        && body.mentions(
                                "context size", "context length", "context window", "maximum number of tokens"));
    }

    private static Verdict page(int status) {
        if (status == 429) {
            return new Verdict(ErrorKind.RATE_LIMITED, true, "is limiting the rate, with an HTML page", "");
        }
        if (status >= 500) {
            return new Verdict(ErrorKind.SERVER, true, "failed with an HTML page", "Try again later.");
        }
        ErrorKind kind = switch (status) {
            case 401, 403 -> ErrorKind.AUTH;
            case 404 -> ErrorKind.NOT_FOUND;
            default -> ErrorKind.BAD_REQUEST;
        };
        return new Verdict(kind, false, "answered with an HTML page, which is not an answer of a model", PAGE);
    }

    private static Failure redirect(int status, HttpHeaders headers) {
        String target = headers.firstValue("location").map(Failures::host).orElse("an unnamed place");
        return new Failure(
                ErrorKind.CONFIG,
                OptionalInt.of(status),
                false,
                Optional.empty(),
                "answered with a redirect to " + target + " (HTTP " + status + "), which is not followed with a key",
                "",
                "Set its base_url to the address that answers.");
    }

    private static String host(String location) {
        try {
            URI uri = URI.create(location);
            return uri.getHost() == null
                    ? "another path"
                    : uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        } catch (IllegalArgumentException e) {
            return "an unreadable address";
        }
    }
}
