package sacred.app.config;

import java.util.Optional;
import sacred.providers.Origin;
import sacred.providers.ProviderKind;

/**
 * Where the requests of one provider go, and whether its key may go there too. The rule for users: a key goes to the address
 * that the file itself spells out beside it, else to the provider's own; never to one that the environment chose, and never
 * unencrypted off this machine.
 *
 * @param url as it will be used
 * @param spelled what the file itself says, with nothing from the environment in it
 * @param source what chose the address when it was not the file alone: {@code $OLLAMA_HOST}; empty when it was
 * @param key whether a key would be sent along
 * @param allowHttp whether the user vouches for the way
 */
record Destination(ProviderKind kind, String url, String spelled, String source, boolean key, boolean allowHttp) {

    /** Why nothing may be sent; what the user can do about it is part of the sentence. */
    Optional<String> complaint() {
        return key ? unsuitable().or(this::unencrypted).or(this::unbound) : unencrypted();
    }

    private Optional<String> unsuitable() {
        return Hosts.lookAlike(BaseUrl.host(url))
                .map(known -> "the host looks like " + known + " and is not. No key is sent there.");
    }

    private Optional<String> unencrypted() {
        boolean open = url.regionMatches(true, 0, "http:", 0, "http:".length()) && !BaseUrl.isLocal(url);
        if (!open || allowHttp || Hosts.isNobody(BaseUrl.host(url))) {
            return Optional.empty();
        }
        String vouch = " Use https://, or set allow_http: true if the way there is yours.";
        if (key) {
            return Optional.of("http:// off this machine would show the key to everybody on the way." + vouch);
        }
        return Hosts.isPrivate(BaseUrl.host(url))
                ? Optional.empty()
                : Optional.of("http:// to a host outside of a private network would show everybody on the way what is"
                        + " written." + vouch);
    }

    private Optional<String> unbound() {
        Optional<Origin> origin = Origin.of(url);
        boolean bound = source.isEmpty()
                || origin.equals(Origin.of(spelled))
                || origin.equals(Origin.of(kind.defaultBaseUrl()));
        return bound
                ? Optional.empty()
                : Optional.of("its address comes from " + source
                        + ", and a key goes only where the file says. Write the address beside the key.");
    }
}
