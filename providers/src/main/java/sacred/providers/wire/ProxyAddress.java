package sacred.providers.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import sacred.providers.Secret;

/**
 * One proxy, as a variable of the environment names it.
 *
 * @param variable its name, for messages
 * @param authorization the value of the header that lets us through; empty when nobody asks
 * @param problem why it cannot be used, without what the variable says, which may hold a password; empty when it can
 */
record ProxyAddress(String variable, String host, int port, Optional<Secret> authorization, Optional<String> problem) {

    private static final int USUAL_PORT = 80;
    private static final int HIGHEST_PORT = 65_535;

    static ProxyAddress of(String variable, String value) {
        String text = value.strip();
        String url = text.contains("://") ? text : "http://" + text;
        if (!url.regionMatches(true, 0, "http://", 0, "http://".length())) {
            return unusable(variable, "only a proxy whose address begins with http:// can be used");
        }
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return unusable(variable, "this is not the address of a proxy");
        }
        if (uri.getHost() == null || uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
            return unusable(variable, "the host or the port of the proxy is not valid");
        }
        String host = uri.getHost().replaceAll("^\\[|]$", "");
        int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
        Optional<String> user = Optional.ofNullable(uri.getRawUserInfo()).filter(u -> !u.isEmpty());
        return new ProxyAddress(variable, host, port, user.map(ProxyAddress::basic), Optional.empty());
    }

    private static ProxyAddress unusable(String variable, String problem) {
        return new ProxyAddress(variable, "", 0, Optional.empty(), Optional.of(problem));
    }

    private static Secret basic(String rawUserInfo) {
        // a plus is a plus: the decoder is made for forms
        String user = URLDecoder.decode(rawUserInfo.replace("+", "%2B"), StandardCharsets.UTF_8);
        String both = user.contains(":") ? user : user + ":";
        return new Secret("Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }

    /** For messages. */
    String place() {
        return "the proxy " + host + ":" + port + " (" + variable + ")";
    }
}
