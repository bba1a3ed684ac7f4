package sacred.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import sacred.providers.ProviderKind;

/**
 * What the name of a host tells by itself, without asking anybody: whether it belongs to a private network, and whether it
 * only looks like that of a provider.
 */
final class Hosts {

    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    /** Ours by the standards: RFC 1918, link-local, and what carriers and overlay networks share. */
    private static final Pattern PRIVATE_IPV4 =
            Pattern.compile("10\\..*|192\\.168\\..*|172\\.(1[6-9]|2[0-9]|3[01])\\..*"
                    + "|169\\.254\\..*|100\\.(6[4-9]|[7-9][0-9]|1[01][0-9]|12[0-7])\\..*");
    /** fc00::/7 and fe80::/10. */
    private static final Pattern PRIVATE_IPV6 = Pattern.compile("\\[(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):.*");

    /** What no public name ends with. */
    private static final Pattern PRIVATE_NAME =
            Pattern.compile("[^.]+|.*\\.(local|localdomain|lan|internal|home\\.arpa)");

    private static final Pattern ENDS_IN_A_NUMBER = Pattern.compile("([^\\[].*\\.)?([0-9]+|0x[0-9a-f]*)\\.?");
    private static final String OCTET = "(0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5])";
    private static final Pattern IN_FULL = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");

    private static final int SLIPS = 2;

    private Hosts() {}

    /** Whether it is a name that is given to nobody, ever (RFC 6761): nothing that is sent there arrives. */
    static boolean isNobody(String host) {
        return host.toLowerCase(Locale.ROOT).matches("(.*\\.)?invalid\\.?");
    }

    /** Whether everybody who could listen is in the same house. A name is taken at its word. */
    static boolean isPrivate(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        if (IPV4.matcher(name).matches()) {
            return PRIVATE_IPV4.matcher(name).matches();
        }
        return name.startsWith("[")
                ? PRIVATE_IPV6.matcher(name).matches()
                : PRIVATE_NAME.matcher(name).matches();
    }

    /** Whether an address in numbers is not written in full: programs read {@code 0177.1} and {@code 2130706433} differently. */
    static boolean isAmbiguous(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return ENDS_IN_A_NUMBER.matcher(name).matches()
                && !IN_FULL.matcher(name).matches();
    }

    /** The provider's host that this one could be taken for and is not. */
    static Optional<String> lookAlike(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        var own = Arrays.stream(ProviderKind.values())
                .filter(ProviderKind::needsKey)
                .map(k -> BaseUrl.host(k.defaultBaseUrl()))
                .toList();
        if (own.stream().anyMatch(known -> name.equals(known) || name.endsWith("." + known))) {
            return Optional.empty();
        }
        return own.stream()
                .filter(known -> name.contains(known) || Nearest.distance(name, known) <= SLIPS)
                .findFirst();
    }
}
