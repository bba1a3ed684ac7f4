package sacred.providers.cache;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import sacred.providers.AnswerSchema;
import sacred.providers.Message;
import sacred.providers.Prompt;
import sacred.providers.ProviderSettings;
import sacred.providers.ToolCall;
import sacred.providers.ToolSpec;

/**
 * Which request an answer belongs to: a digest of everything that it may depend on. What was asked cannot be read from it, and
 * the key of the provider is no part of it.
 *
 * @param hex SHA-256, 64 digits
 */
public record RequestKey(String hex) {

    /** Part of the digest: what another format has kept is never found. */
    static final int FORMAT = 2;

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public RequestKey {
        if (!HEX.matcher(hex).matches()) {
            throw new IllegalArgumentException("no SHA-256: " + hex);
        }
    }

    /**
     * The key of a request.
     *
     * @param model as the provider knows it
     * @param sample from 0: the same question is asked several times on purpose, and each of its answers is kept apart
     * @param version of the program, whose requests may change with it
     */
    public static RequestKey of(ProviderSettings provider, String model, Prompt prompt, int sample, String version) {
        Canonical request = new Canonical();
        request.add(FORMAT).add(version).add(sample);
        request.add(provider.name())
                .add(provider.kind().wire())
                .add(provider.baseUrl())
                .add(model);
        request.add(prompt.tools().isEmpty() ? prompt.flat() : prompt);
        return new RequestKey(request.hex());
    }

    /** The parts of a request, each behind its length: no two requests are the same bytes. */
    private static final class Canonical {

        private final MessageDigest digest;

        Canonical() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }

        Canonical add(String text) {
            // of UTF-16: a lone surrogate would be lost in UTF-8
            byte[] bytes = text.getBytes(StandardCharsets.UTF_16BE);
            return add(bytes.length).bytes(bytes);
        }

        Canonical add(int number) {
            return bytes(
                    new byte[] {(byte) (number >>> 24), (byte) (number >>> 16), (byte) (number >>> 8), (byte) number});
        }

        private Canonical bytes(byte[] bytes) {
            digest.update(bytes);
            return this;
        }

        void add(Prompt prompt) {
            add(prompt.system()).add(prompt.json() ? 1 : 0);
            add(prompt.mostAnswerTokens().orElse(-1));
            add(prompt.contextTokens().orElse(-1));
            add(prompt.schema().map(AnswerSchema::name).orElse(""));
            add(prompt.schema().map(AnswerSchema::json).orElse(""));
            add(prompt.messages().size());
            prompt.messages().forEach(this::add);
            add(prompt.tools().size());
            for (ToolSpec tool : prompt.tools()) {
                add(tool.name()).add(tool.description()).add(tool.parameters());
            }
        }

        private void add(Message message) {
            switch (message) {
                case Message.User user -> add("user").add(user.text());
                case Message.Assistant said -> {
                    add("assistant").add(said.text()).add(said.thinking()).add(said.signature());
                    add(said.toolCalls().size());
                    for (ToolCall call : said.toolCalls()) {
                        add(call.id()).add(call.name()).add(call.arguments());
                    }
                }
                case Message.ToolResult result ->
                    add("tool")
                            .add(result.callId())
                            .add(result.tool())
                            .add(result.text())
                            .add(result.failed() ? 1 : 0);
            }
        }

        String hex() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
