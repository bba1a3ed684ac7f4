package sacred.app.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import sacred.providers.Origin;
import sacred.providers.ProviderKind;

/** Addresses of providers: what is wrong with one, and what {@code OLLAMA_HOST} means. */
public final class BaseUrl {

    private static final int HIGHEST_PORT = 65_535;
    private static final int OLLAMA_PORT = 11_434;
    private static final int LAST_ASCII = 0x7f;

    private BaseUrl() {}

    /** What is wrong; a sentence without the address, which may hold a password. */
    static Optional<String> complaint(String url) {
        if (url.chars().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
            return Optional.of("the URL contains a blank.");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("this is not a URL.");
        }
        return complaint(uri);
    }

    private static Optional<String> complaint(URI uri) {
        String scheme = uri.getScheme();
        if (scheme == null || !scheme.equalsIgnoreCase("http") && !scheme.equalsIgnoreCase("https")) {
            return Optional.of("the URL must begin with http:// or https://.");
        }
        if (uri.getRawAuthority() == null) {
            return Optional.of("the URL has no host.");
        }
        if (uri.getRawAuthority().contains("@")) {
            return Optional.of("the URL must not contain a user or a password.");
        }
        if (uri.getRawAuthority().chars().anyMatch(c -> c > LAST_ASCII)) {
            return Optional.of(
                    "the host contains a letter outside of ASCII, which may only look like another. Write its"
                            + " xn-- form if you mean it.");
        }
        if (uri.getHost() == null || uri.getRawAuthority().endsWith(":")) {
            return Optional.of("the host or the port of the URL is not valid.");
        }
        if (Hosts.isAmbiguous(uri.getHost())) {
            return Optional.of("an address in numbers must be written in full, as in 192.168.1.5.");
        }
        if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            return Optional.of("the port of the URL must be from 1 to " + HIGHEST_PORT + ".");
        }
        if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
            return Optional.of("the URL must not contain \"?\" or \"#\".");
        }
        String path = withoutSlash(uri.getRawPath());
        return path.contains("//") ? Optional.of("the path of the URL contains \"//\".") : Optional.empty();
    }

    static String withoutSlash(String url) {
        int end = url.length();
        while (end > 0 && url.charAt(end - 1) == '/') {
            end--;
        }
        return url.substring(0, end);
    }

    /** The address as its kind wants it. */
    static String of(String url, ProviderKind kind) {
        String base = withoutSlash(url);
        // users write it out of habit, and the API's own path begins with it
        boolean doubled = kind == ProviderKind.ANTHROPIC && base.endsWith("/v1");
        return doubled ? withoutSlash(base.substring(0, base.length() - "/v1".length())) : base;
    }

    /** Whether nothing leaves this machine. */
    public static boolean isLocal(String url) {
        return Origin.of(url).filter(Origin::isHere).isPresent();
    }

    /** The host of an address that has no {@link #complaint}; empty for none. */
    static String host(String url) {
        return Optional.ofNullable(URI.create(url).getHost()).orElse("").toLowerCase(Locale.ROOT);
    }

    /**
     * Where Ollama listens: {@code OLLAMA_HOST} in every form that Ollama itself accepts, or its usual place.
     *
     * @return empty when the variable is set and means nothing
     */
    static Optional<String> ollama(Map<String, String> env) {
        String host = env.getOrDefault("OLLAMA_HOST", "").strip();
        if (host.isEmpty()) {
            return Optional.of(ProviderKind.OLLAMA.defaultBaseUrl());
        }
        String url = host.contains("://") ? host : "http://" + (host.startsWith(":") ? "127.0.0.1" : "") + host;
        if (complaint(url).isPresent()) {
            return Optional.empty();
        }
        URI uri = URI.create(url);
        // a server that listens everywhere is reached here
        String name = uri.getHost().replaceFirst("^0\\.0\\.0\\.0$", "127.0.0.1").replaceFirst("^\\[::]$", "[::1]");
        int port = uri.getPort() > 0 || host.contains("://") ? uri.getPort() : OLLAMA_PORT;
        return Optional.of(
                uri.getScheme() + "://" + name + (port > 0 ? ":" + port : "") + withoutSlash(uri.getRawPath()));
    }
}
