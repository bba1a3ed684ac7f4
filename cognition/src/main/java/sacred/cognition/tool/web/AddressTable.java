package sacred.cognition.tool.web;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every special range of IPv4 and IPv6, as IANA registers them, and the metadata services of the large clouds. The JDK's own
 * questions ({@code isSiteLocalAddress} and its kin) know less than half of them.
 */
final class AddressTable {

    /** The narrower range stands before the wider one. */
    private static final List<Range> IPV4 = ranges("""
        0.0.0.0/8 NEVER          this network; 0.0.0.0 reaches this machine
        10.0.0.0/8 PRIVATE
        100.100.100.200/32 NEVER metadata of Alibaba Cloud
        100.64.0.0/10 PRIVATE    carrier-grade NAT
        127.0.0.0/8 PRIVATE      this machine
        168.63.129.16/32 NEVER   the host of an Azure machine
        169.254.0.0/16 NEVER     link-local, metadata of most clouds
        172.16.0.0/12 PRIVATE
        192.0.0.0/24 NEVER       protocol assignments, metadata of Oracle Cloud
        192.0.2.0/24 NEVER       documentation
        192.31.196.0/24 NEVER    AS112
        192.52.193.0/24 NEVER    AMT
        192.88.99.0/24 NEVER     6to4 relays
        192.168.0.0/16 PRIVATE
        192.175.48.0/24 NEVER    AS112
        198.18.0.0/15 NEVER      benchmarking
        198.51.100.0/24 NEVER    documentation
        203.0.113.0/24 NEVER     documentation
        224.0.0.0/4 NEVER        multicast
        240.0.0.0/4 NEVER        reserved, broadcast
        0.0.0.0/0 PUBLIC
        """);

    private static final List<Range> IPV6 = ranges("""
        ::1/128 PRIVATE          this machine
        fd00:ec2::254/128 NEVER  metadata of AWS
        fd20:ce::254/128 NEVER   metadata of Google Cloud
        fc00::/7 PRIVATE         unique local
        2001::/23 NEVER          protocol assignments: Teredo, benchmarking, ORCHID
        2001:db8::/32 NEVER      documentation
        2002::/16 NEVER          6to4
        2620:4f:8000::/48 NEVER  AS112
        3fff::/20 NEVER          documentation
        2000::/3 PUBLIC
        ::/0 NEVER               compatible, local NAT64, discard, link-local, site-local, multicast, unassigned
        """);

    private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};
    /** 64:ff9b::/96, with which a network of IPv6 alone reaches IPv4. */
    private static final byte[] TRANSLATED = {0, 0x64, -1, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};

    private record Range(byte[] network, int bits, Reach reach) {
        boolean contains(byte[] address) {
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((network[bit / 8] ^ address[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private AddressTable() {}

    static Reach reach(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return reach(bytes, IPV4);
        }
        boolean holdsIpv4 = startsWith(bytes, MAPPED) || startsWith(bytes, TRANSLATED);
        return holdsIpv4 ? reach(Arrays.copyOfRange(bytes, 12, 16), IPV4) : reach(bytes, IPV6);
    }

    private static Reach reach(byte[] address, List<Range> table) {
        return table.stream()
                .filter(range -> range.contains(address))
                .findFirst()
                .orElseThrow()
                .reach();
    }

    private static boolean startsWith(byte[] bytes, byte[] prefix) {
        return Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static List<Range> ranges(String table) {
        return table.lines().map(AddressTable::range).toList();
    }

    private static Range range(String line) {
        List<String> words = Stream.of(line.split("[ /]+", 4)).limit(3).toList();
        byte[] network = InetAddress.ofLiteral(words.get(0)).getAddress();
        return new Range(network, Integer.parseInt(words.get(1)), Reach.valueOf(words.get(2)));
    }
}
