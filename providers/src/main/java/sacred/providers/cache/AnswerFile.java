package sacred.providers.cache;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalLong;
import sacred.providers.wire.Json;

/** The bytes of a kept answer: the SHA-256 of what follows, a line end, and one JSON object. */
final class AnswerFile {

    private static final int DIGEST_CHARS = 64;

    private AnswerFile() {}

    static byte[] bytes(KeptAnswer answer) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("at", answer.at().toString())
                .put("text", answer.text())
                .put("thinking", answer.thinking());
        answer.modelAnswered().ifPresent(model -> json.put("model_answered", model));
        answer.input().ifPresent(n -> json.put("input", n));
        answer.output().ifPresent(n -> json.put("output", n));
        answer.usd().ifPresent(usd -> json.put("cost_usd", usd.toPlainString()));
        String text = json.toString();
        return (digest(text) + "\n" + text).getBytes(StandardCharsets.UTF_8);
    }

    /** Empty when these are not the bytes that were written. */
    static Optional<KeptAnswer> read(byte[] bytes) {
        String all = new String(bytes, StandardCharsets.UTF_8);
        if (all.length() <= DIGEST_CHARS || all.charAt(DIGEST_CHARS) != '\n') {
            return Optional.empty();
        }
        String text = all.substring(DIGEST_CHARS + 1);
        if (!digest(text).equals(all.substring(0, DIGEST_CHARS))) {
            return Optional.empty();
        }
        return Json.read(text).filter(JsonNode::isObject).flatMap(AnswerFile::answer);
    }

    private static Optional<KeptAnswer> answer(JsonNode json) {
        try {
            return Optional.of(new KeptAnswer(
                    Instant.parse(json.path("at").asText()),
                    json.path("text").asText(),
                    json.path("thinking").asText(),
                    text(json.path("model_answered")),
                    count(json.path("input")),
                    count(json.path("output")),
                    text(json.path("cost_usd")).map(BigDecimal::new)));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> text(JsonNode node) {
        return Optional.ofNullable(node.textValue());
    }

    private static OptionalLong count(JsonNode node) {
        return node.isIntegralNumber() ? OptionalLong.of(node.longValue()) : OptionalLong.empty();
    }

    private static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
