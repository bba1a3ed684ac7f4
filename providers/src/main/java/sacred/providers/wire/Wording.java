package sacred.providers.wire;

import java.time.Duration;
import java.util.Optional;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.Secret;
import sacred.timeline.ErrorKind;

/**
 * The sentences that a user reads about a failure: who, what happened, what the provider said, what to do next.
 *
 * @param model empty where no model was asked
 */
public record Wording(ProviderSettings settings, String model) {

    private static final int SAID_CHARS = 300;

    /** The whole message: one line, without keys and without control characters. */
    public String of(Failure failure) {
        String said = Visible.of(redact(failure.said()), SAID_CHARS);
        String what = failure.what() + (said.isEmpty() ? "" : ": " + said);
        String who = model.isEmpty() ? settings.name() : settings.name() + ":" + model;
        String advice = advice(failure);
        String message = who + ": " + sentence(what) + (advice.isEmpty() ? "" : " " + advice);
        return Visible.of(redact(message), Integer.MAX_VALUE - 1);
    }

    private String advice(Failure failure) {
        boolean ollama = settings.kind() == ProviderKind.OLLAMA;
        if (failure.kind() == ErrorKind.AUTH && failure.advice().isEmpty()) {
            return key();
        }
        if (failure.kind() == ErrorKind.UNREACHABLE && ollama) {
            return "Is Ollama running? Start it with `ollama serve`, or check its base_url.";
        }
        if (failure.kind() == ErrorKind.NOT_FOUND && failure.advice().isEmpty()) {
            return ollama && failure.said().contains("model")
                    ? "Get it with `ollama pull " + model + "`."
                    : "Check the model's name and the base_url, or list the models with `sacred models "
                            + settings.name() + "`.";
        }
        return failure.retryAfter()
                .filter(wait -> wait.isPositive())
                .map(wait -> "It asks to wait " + spoken(wait) + ".")
                .orElse(failure.advice());
    }

    private String key() {
        if (settings.apiKey().isEmpty()) {
            String variable = settings.kind().keyVariable();
            return "No key is configured" + (variable.isEmpty() ? "." : ": set $" + variable + ".");
        }
        return settings.keySource().isEmpty()
                ? "Check the api_key in the configuration."
                : "Check the key from " + settings.keySource() + ".";
    }

    private String redact(String text) {
        Optional<Secret> key = settings.apiKey();
        return key.map(k -> new Secret(k.reveal().strip()).redact(text)).orElse(text);
    }

    private static String sentence(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") || text.endsWith("…") ? text : text + ".";
    }

    static String spoken(Duration wait) {
        long seconds = (wait.toMillis() + 999) / 1000;
        if (seconds < 120) {
            return seconds + " s";
        }
        return seconds < 7200 ? (seconds + 59) / 60 + " min" : (seconds + 3599) / 3600 + " h";
    }
}
