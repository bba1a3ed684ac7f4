package sacred.cognition.tool.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Names as the connections of {@link Fetcher} see them. A name is resolved once for a connection, all of its addresses are
 * judged, and the connection is made to one of those: a name that leads elsewhere a moment later leads nowhere.
 *
 * <p>One bad address among several is enough to refuse: whoever mixes them hopes that another one is checked than is used.
 */
record CheckedNames(Names names, WebAccess access) implements DnsResolver {

    /** A name leads where nothing may be fetched from. */
    static final class Refused extends UnknownHostException {
        Refused(String message) {
            super(message);
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        boolean literal = host.contains(":") || host.matches("[0-9.]+");
        List<InetAddress> found = literal ? List.of(InetAddress.ofLiteral(host)) : names.resolve(host);
        for (InetAddress address : found) {
            if (!access.admits(AddressTable.reach(address))) {
                throw new Refused("This address is not fetched: " + host + " leads to " + address.getHostAddress()
                        + ", which is not on the public internet.");
            }
        }
        return found.toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
