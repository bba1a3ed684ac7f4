package sacred.cognition.tool.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTableTest {

    /** J23, T43, T44: the first and the last address of every range, and their neighbours outside. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, NEVER",
        "0.255.255.255, NEVER",
        "1.0.0.0, PUBLIC",
        "9.255.255.255, PUBLIC",
        "10.0.0.0, PRIVATE",
        "10.255.255.255, PRIVATE",
        "11.0.0.0, PUBLIC",
        "100.63.255.255, PUBLIC",
        "100.64.0.0, PRIVATE",
        "100.127.255.255, PRIVATE",
        "100.128.0.0, PUBLIC",
        "100.100.100.199, PRIVATE",
        "100.100.100.200, NEVER",
        "100.100.100.201, PRIVATE",
        "126.255.255.255, PUBLIC",
        "127.0.0.1, PRIVATE",
        "127.255.255.255, PRIVATE",
        "128.0.0.0, PUBLIC",
        "168.63.129.16, NEVER",
        "168.63.129.17, PUBLIC",
        "169.253.255.255, PUBLIC",
        "169.254.0.0, NEVER",
        "169.254.169.254, NEVER",
        "169.254.255.255, NEVER",
        "169.255.0.0, PUBLIC",
        "172.15.255.255, PUBLIC",
        "172.16.0.0, PRIVATE",
        "172.31.255.255, PRIVATE",
        "172.32.0.0, PUBLIC",
        "192.0.0.0, NEVER",
        "192.0.0.192, NEVER",
        "192.0.0.255, NEVER",
        "192.0.1.0, PUBLIC",
        "192.0.2.1, NEVER",
        "192.31.196.1, NEVER",
        "192.52.193.1, NEVER",
        "192.88.99.1, NEVER",
        "192.175.48.1, NEVER",
        "192.167.255.255, PUBLIC",
        "192.168.0.0, PRIVATE",
        "192.168.255.255, PRIVATE",
        "192.169.0.0, PUBLIC",
        "198.17.255.255, PUBLIC",
        "198.18.0.0, NEVER",
        "198.19.255.255, NEVER",
        "198.20.0.0, PUBLIC",
        "198.51.100.7, NEVER",
        "203.0.113.7, NEVER",
        "223.255.255.255, PUBLIC",
        "224.0.0.0, NEVER",
        "239.255.255.255, NEVER",
        "240.0.0.0, NEVER",
        "255.255.255.255, NEVER",
        "8.8.8.8, PUBLIC",
        "::, NEVER",
        "::1, PRIVATE",
        "::2, NEVER",
        "::7f00:1, NEVER",
        "::a9fe:a9fe, NEVER",
        "64:ff9b::7f00:1, PRIVATE",
        "64:ff9b::a9fe:a9fe, NEVER",
        "64:ff9b::808:808, PUBLIC",
        "64:ff9b:1::808:808, NEVER",
        "100::1, NEVER",
        "1fff:ffff::1, NEVER",
        "2001::1, NEVER",
        "2001:2::1, NEVER",
        "2001:10::1, NEVER",
        "2001:20::1, NEVER",
        "2001:1ff:ffff::1, NEVER",
        "2001:200::1, PUBLIC",
        "2001:4860:4860::8888, PUBLIC",
        "2001:db8::1, NEVER",
        "2002:7f00:1::, NEVER",
        "2002:808:808::1, NEVER",
        "2003::1, PUBLIC",
        "2606:4700::1111, PUBLIC",
        "2620:4f:8000::1, NEVER",
        "3fff::1, NEVER",
        "3fff:fff:ffff::1, NEVER",
        "3fff:1000::1, PUBLIC",
        "4000::1, NEVER",
        "5f00::1, NEVER",
        "fbff::1, NEVER",
        "fc00::1, PRIVATE",
        "fd00::1, PRIVATE",
        "fd00:ec2::253, PRIVATE",
        "fd00:ec2::254, NEVER",
        "fd20:ce::254, NEVER",
        "fe00::1, NEVER",
        "fe80::1, NEVER",
        "febf::1, NEVER",
        "fec0::1, NEVER",
        "ff02::1, NEVER"
    })
    void everySpecialRangeIsKnown(String address, Reach reach) {
        assertEquals(reach, AddressTable.reach(InetAddress.ofLiteral(address)));
    }

    /** J23: an IPv4 address that comes as IPv6 is judged as the IPv4 address that is connected to. */
    @Property
    void anAddressIsThatWhichIsMappedToIt(@ForAll @Size(4) byte[] ipv4) throws UnknownHostException {
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        System.arraycopy(ipv4, 0, mapped, 12, 4);

        InetAddress kept = java.net.Inet6Address.getByAddress(null, mapped, 0);

        assertEquals(AddressTable.reach(InetAddress.getByAddress(ipv4)), AddressTable.reach(kept));
    }
}
