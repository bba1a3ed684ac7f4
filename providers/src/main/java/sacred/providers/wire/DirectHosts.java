package sacred.providers.wire;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The hosts of {@code NO_PROXY}: names with everything below them, with or without a leading dot or {@code *.}; addresses and
 * ranges such as {@code 10.0.0.0/8}; any of them with a port; {@code *} for all. Names are not looked up.
 */
record DirectHosts(List<Rule> rules) {

    /** @param port any when empty */
    private record Rule(String host, Optional<Integer> port) {}

    private static final Pattern WITH_PORT = Pattern.compile("(\\[[^]]*]|[^:]*):([0-9]{1,5})");
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*");

    static DirectHosts of(String variable) {
        return new DirectHosts(Stream.of(variable.split("[,\\s]+"))
                .map(rule -> rule.toLowerCase(Locale.ROOT))
                .filter(rule -> !rule.isEmpty())
                .map(DirectHosts::rule)
                .toList());
    }

    private static Rule rule(String text) {
        Matcher port = WITH_PORT.matcher(text);
        return port.matches()
                ? new Rule(bare(port.group(1)), Optional.of(Integer.valueOf(port.group(2))))
                : new Rule(bare(text), Optional.empty());
    }

    /** Without the brackets around an address, and without the sign that everything below a name is meant: it always is. */
    private static String bare(String host) {
        return host.replaceAll("^\\[|]", "").replaceFirst("^\\*?\\.(?=.)", "").replaceFirst("\\.$", "");
    }

    /** @param host in lower case; an IPv6 address in brackets */
    boolean contains(String host, int port) {
        String name = bare(host);
        return rules.stream()
                .filter(r -> r.port.isEmpty() || r.port.get() == port)
                .anyMatch(r -> r.host.equals("*") || matches(r.host, name));
    }

    private static boolean matches(String rule, String name) {
        if (ADDRESS.matcher(name).matches()) {
            return within(rule, name);
        }
        return name.equals(rule) || name.endsWith("." + rule);
    }

    private static boolean within(String rule, String address) {
        String[] range = rule.split("/", 2);
        Optional<byte[]> first = bytes(range[0]);
        Optional<byte[]> wanted = bytes(address);
        if (first.isEmpty() || wanted.isEmpty() || first.get().length != wanted.get().length) {
            return false;
        }
        int bits = first.get().length * Byte.SIZE;
        int prefix = range.length == 1 ? bits : range[1].matches("[0-9]{1,3}") ? Integer.parseInt(range[1]) : -1;
        return prefix >= 0
                && prefix <= bits
                && new BigInteger(1, first.get())
                                .xor(new BigInteger(1, wanted.get()))
                                .shiftRight(bits - prefix)
                                .signum()
                        == 0;
    }

    private static Optional<byte[]> bytes(String address) {
        if (!ADDRESS.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(address).getAddress());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
