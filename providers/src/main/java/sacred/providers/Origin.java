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
    public boolean isHere() {
        return isThisMachine(text.substring(text.indexOf("://") + 3).replaceFirst(":\\d+$", ""));
    }

    /** Of addresses only those written in full: {@code 127.evil.test} is a name like any other. In lower case. */
    public static boolean isThisMachine(String host) {
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }
}
