package sacred.cognition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import sacred.providers.ProviderKind;
import sacred.providers.wire.RawServer;
import sacred.providers.wire.RawServer.Script;

/**
 * What a server does, written in one line of a table. Either a whole answer, {@code 429 [Retry-After: 2; X: y] body}, or a
 * stream of words: {@code text:Hel stop:length usage done}, with {@code raw:} for bytes as they are, {@code rst} for a reset once
 * the text was heard (it may destroy what is still on its way), and {@code bytes} for every byte by itself. In all of them ' is ", and in a stream ~ is a space and \n a line end. {@code >>} stands before
 * what the next request gets; the last one repeats.
 */
final class WireScript {

    private static final Pattern ANSWER = Pattern.compile("(\\d{3})(?: \\[(.*?)])?(?: (.*))?");
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n%s\r\n";

    /** Has a permit for each piece of text that the client was told of. */
    final Semaphore heard = new Semaphore(0);

    private final ProviderKind kind;

    WireScript(ProviderKind kind) {
        this.kind = kind;
    }

    Script[] of(String wire) {
        return Arrays.stream(wire.split(">>"))
                .map(String::strip)
                .map(one -> one.startsWith("stream") ? stream(one.substring(6).strip()) : answer(one))
                .toArray(Script[]::new);
    }

    private static Script answer(String one) {
        Matcher m = ANSWER.matcher(one);
        if (!m.matches()) {
            throw new IllegalArgumentException(one);
        }
        String headers = m.group(2) == null ? "" : m.group(2).replace("; ", "\r\n") + "\r\n";
        int status = Integer.parseInt(m.group(1));
        if (status == 204) {
            return connection -> connection.send("HTTP/1.1 204 No Content\r\n\r\n");
        }
        return RawServer.answer(
                status, headers, m.group(3) == null ? "" : m.group(3).replace('\'', '"'));
    }

    private Script stream(String words) {
        List<String> all = words.isEmpty() ? List.of() : List.of(words.split(" "));
        String type = all.contains("latin1") ? "text/event-stream; charset=ISO-8859-1" : "text/event-stream";
        return connection -> {
            connection.send(HEAD.formatted(type, all.contains("gzip") ? "Content-Encoding: gzip\r\n" : ""));
            StringBuilder body = new StringBuilder();
            for (String word : all) {
                body.append(onTheWire(word));
            }
            byte[] bytes = all.contains("gzip")
                    ? packed(body.toString())
                    : body.toString().getBytes(UTF_8);
            if (all.contains("bytes")) {
                for (byte b : bytes) {
                    connection.send(new byte[] {b});
                }
            } else {
                connection.send(bytes);
            }
            if (all.contains("rst")) {
                heard.acquire((int)
                        all.stream().filter(word -> word.startsWith("text:")).count());
                connection.reset();
            }
        };
    }

    private static byte[] packed(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body.getBytes(UTF_8));
        }
        return packed.toByteArray();
    }

    private String onTheWire(String word) {
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        String value = (colon < 0 ? "" : word.substring(colon + 1))
                .replace('\'', '"')
                .replace('~', ' ')
                .replace("\\n", "\n")
                .replace("\\r", "\r");
        return switch (name) {
            case "text" -> text(value);
            case "times" ->
                text(value.substring(value.indexOf(' ') + 1))
                        .repeat(Integer.parseInt(value.substring(0, value.indexOf(' '))));
            case "think" -> openAi("{\"reasoning_content\":\"" + value + "\"}", "null");
            case "call" -> call(value);
            case "stop" -> stop(value.isEmpty() ? "stop" : value);
            case "usage" -> "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":34}}\n\n";
            case "done" -> "data: [DONE]\n\n";
            case "event" -> "data: " + value + "\n\n";
            case "raw" -> value;
            case "rst", "bytes", "latin1", "gzip" -> "";
            default -> throw new IllegalArgumentException(word);
        };
    }

    private String text(String value) {
        return switch (kind) {
            case OLLAMA ->
                "{\"model\":\"answering-model\",\"message\":{\"content\":\"" + value + "\"},\"done\":false}\n";
            case ANTHROPIC ->
                "data: {\"type\":\"message_start\",\"message\":{\"model\":\"answering-model\"}}\n\n"
                    + "data:"
                    + " {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\""
                        + value + "\"}}\n\n";
            default -> openAi("{\"content\":\"" + value + "\"}", "null");
        };
    }

    private String stop(String reason) {
        return switch (kind) {
            case OLLAMA ->
                "{\"done\":true,\"done_reason\":\"" + reason + "\",\"prompt_eval_count\":12,\"eval_count\":34}\n";
            case ANTHROPIC ->
                "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason + "\"}}\n\n"
                        + "data: {\"type\":\"message_stop\"}\n\n";
            default -> openAi("{}", "\"" + reason + "\"");
        };
    }

    private static String call(String arguments) {
        return openAi(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"calculator\",\"arguments\":\""
                        + arguments.replace("\"", "\\\"") + "\"}}]}",
                "null");
    }

    private static String openAi(String delta, String finish) {
        return "data: {\"model\":\"answering-model\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + ",\"finish_reason\":" + finish + "}]}\n\n";
    }
}
