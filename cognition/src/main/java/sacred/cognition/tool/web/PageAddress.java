package sacred.cognition.tool.web;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import sacred.cognition.tool.ToolException;

/**
 * The address of a page as far as it can be judged by looking at it: nothing is resolved. There is one way to write an
 * address; what other programs may read differently is refused.
 *
 * @param host lower case, without a final dot; of IPv6 without the brackets
 */
record PageAddress(URI uri, String host, int port) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int LONGEST = 4096;

    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
    private static final Pattern BYTE = Pattern.compile("0|[1-9][0-9]{0,2}");
    /** How a number ends: C libraries read {@code 127.1}, {@code 0x7f000001} and {@code 2130706433} as IPv4. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0x[0-9a-f]*)");

    private static final Set<String> METADATA = Set.of(
            "metadata", "metadata.google.internal", "metadata.goog", "instance-data", "instance-data.ec2.internal");
    private static final List<String> PRIVATE_ENDS =
            List.of(".localhost", ".local", ".internal", ".intranet", ".lan", ".home.arpa");

    /** @throws ToolException with what is wrong, a sentence */
    static PageAddress of(String text, WebAccess access) throws ToolException {
        URI uri = uri(text);
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("it does not begin with http:// or https://");
        }
        if (uri.getRawUserInfo() != null
                || Optional.ofNullable(uri.getRawAuthority()).orElse("").contains("@")) {
            throw refused("it contains a user name");
        }
        if (uri.getHost() == null) {
            throw refused("its host or its port is not valid");
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? HTTPS : HTTP;
        if (port != HTTP && port != HTTPS && !access.ports().contains(port)) {
            throw refused("its port " + port + " is none of 80, 443 and web.ports of the configuration");
        }
        String host = host(uri.getHost().toLowerCase(Locale.ROOT));
        PageAddress address = new PageAddress(plain(uri, scheme, host, port), host, port);
        if (!access.admits(address.written())) {
            throw refused(host + " is not on the public internet");
        }
        return address;
    }

    /** Where a redirect leads. */
    PageAddress to(String location, WebAccess access) throws ToolException {
        return of(uri.resolve(uri(location)).toString(), access);
    }

    /** The address that is written in the place of a name. */
    Optional<InetAddress> literal() {
        return isNumber() || host.contains(":") ? Optional.of(InetAddress.ofLiteral(host)) : Optional.empty();
    }

    /** What the host alone tells, before anything is resolved. */
    private Reach written() {
        if (METADATA.contains(host)) {
            return Reach.NEVER;
        }
        if (literal().isPresent()) {
            return AddressTable.reach(literal().get());
        }
        boolean here = !host.contains(".") || PRIVATE_ENDS.stream().anyMatch(host::endsWith);
        return here ? Reach.PRIVATE : Reach.PUBLIC;
    }

    private boolean isNumber() {
        return NUMBER.matcher(host).matches();
    }

    private static URI uri(String text) throws ToolException {
        if (text.length() > LONGEST) {
            throw refused("it is longer than " + LONGEST + " characters");
        }
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw refused("it is not a URL");
        }
    }

    private static String host(String written) throws ToolException {
        if (written.startsWith("[")) {
            String inside = written.substring(1, written.length() - 1);
            if (inside.contains("%")) {
                throw refused("it names a network interface");
            }
            return inside;
        }
        String host = written.endsWith(".") ? written.substring(0, written.length() - 1) : written;
        if (!NAME.matcher(host).matches()) {
            throw refused("its host is not written in letters, digits, \"-\" and \".\" (other scripts as xn--...)");
        }
        if (NUMBER.matcher(host).matches() && !isIpv4(host)) {
            throw refused("its host is a number that is not written as an address such as 93.184.216.34");
        }
        return host;
    }

    private static boolean isIpv4(String host) {
        String[] parts = host.split("\\.", -1);
        return parts.length == 4
                && List.of(parts).stream().allMatch(p -> BYTE.matcher(p).matches() && Integer.parseInt(p) <= 255);
    }

    /** As it is sent: in ASCII, and without the fragment, which is no server's business. */
    private static URI plain(URI uri, String scheme, String host, int port) {
        String shown = host.contains(":") ? "[" + host + "]" : host;
        boolean usual = port == (scheme.equals("https") ? HTTPS : HTTP);
        String path =
                Optional.ofNullable(uri.getRawPath()).filter(p -> !p.isEmpty()).orElse("/");
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(URI.create(scheme + "://" + shown + (usual ? "" : ":" + port) + path + query)
                .toASCIIString());
    }

    private static ToolException refused(String why) {
        return new ToolException("This address is not fetched: " + why + ".");
    }
}
