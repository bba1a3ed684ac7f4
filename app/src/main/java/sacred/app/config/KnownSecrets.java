package sacred.app.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import sacred.providers.ProviderKind;
import sacred.providers.Secret;
import sacred.providers.secret.Secrets;

/**
 * Whatever a run could give away: the keys of the file, whether their providers are on or off, those that the environment holds
 * for the kinds of providers we know, and the passwords of proxies.
 */
public final class KnownSecrets {

    private static final List<String> PROXIES = List.of("http_proxy", "https_proxy", "all_proxy");

    private KnownSecrets() {}

    /** What is known where no file is read. */
    public static Secrets in(Map<String, String> env) {
        return in(new Entry.Group("", new Place(1, 1), Map.of()), env);
    }

    /** @param providers that section of the file */
    static Secrets in(Entry.Group providers, Map<String, String> env) {
        List<Secrets.Named> all = new ArrayList<>();
        providers.members().forEach((name, entry) -> {
            if (entry instanceof Entry.Group group
                    && Providers.NAME.matcher(name).matches()) {
                group.text("api_key").ifPresent(key -> add(all, name, key.value()));
            }
        });
        for (ProviderKind kind : ProviderKind.values()) {
            add(all, kind.wire(), env.getOrDefault(kind.keyVariable(), ""));
        }
        for (String name : PROXIES) {
            Stream.of(name, name.toUpperCase(Locale.ROOT))
                    .map(variable -> env.getOrDefault(variable, ""))
                    .forEach(url -> proxy(all, url));
        }
        return Secrets.of(all);
    }

    /** Also a key that is refused as it is written. */
    private static void add(List<Secrets.Named> all, String provider, String written) {
        String label = "key of " + provider;
        KeyText.of(written, label).key().ifPresent(key -> all.add(new Secrets.Named(label, key)));
        all.add(new Secrets.Named(label, new Secret(written.strip())));
    }

    /** The password between the colon and the last {@code @} of what precedes the path. */
    private static void proxy(List<Secrets.Named> all, String url) {
        String rest = url.substring(url.indexOf("://") < 0 ? 0 : url.indexOf("://") + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 || rest.indexOf('@') > slash ? rest : rest.substring(0, slash);
        int at = authority.lastIndexOf('@');
        int colon = authority.indexOf(':');
        if (colon < 0 || colon >= at) {
            return;
        }
        String password = authority.substring(colon + 1, at);
        String label = "password of the proxy";
        all.add(new Secrets.Named(label, new Secret(password)));
        decoded(password).ifPresent(plain -> all.add(new Secrets.Named(label, new Secret(plain))));
    }

    private static Optional<String> decoded(String password) {
        try {
            return Optional.of(URLDecoder.decode(password.replace("+", "%2B"), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            // a stray per cent sign: then it stands for itself
            return Optional.empty();
        }
    }
}
