package sacred.providers;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Whose server an address leads to: {@code https://api.openai.com}. Without the port that the scheme implies. */
public record Origin(String text) {

    /** Empty when the text is no address. */
    public static Optional<Origin> of(String url) {
        URI uri;
        try {
            uri = URI.create(url.strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (uri.getScheme() == null || uri.getHost() == null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int implied = scheme.equals("https") ? 443 : 80;
        String port = uri.getPort() < 0 || uri.getPort() == implied ? "" : ":" + uri.getPort();
        return Optional.of(new Origin(scheme + "://" + uri.getHost().toLowerCase(Locale.ROOT) + port));
    }

    /** Whether nothing leaves this machine. */
    boolean isHere() {
        String host = text.substring(text.indexOf("://") + 3).replaceFirst(":\\d+$", "");
        return host.equals("localhost") || host.matches("127\\.\\d+\\.\\d+\\.\\d+") || host.equals("[::1]");
    }
}
