package sacred.cognition.tool.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.cognition.tool.ToolException;

class PageAddressTest {

    private static final WebAccess PRIVATE = new WebAccess(Set.of(), true);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/latest/meta-data/",
                "http://metadata.google.internal/computeMetadata/v1/",
                "http://METADATA.google.internal./",
                "http://metadata/",
                "http://100.100.100.200/latest/meta-data/",
                "http://192.0.0.192/opc/v2/instance/",
                "http://[::ffff:169.254.169.254]/",
                "http://[64:ff9b::a9fe:a9fe]/",
                "http://168.63.129.16/"
            })
    void t43AMetadataServiceIsRefusedEvenWherePrivateAddressesAreAllowed(String url) {
        assertRefused(url, WebAccess.USUAL);
        assertRefused(url, PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1",
                "2130706433",
                "0",
                "0.0.0.0",
                "[::1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::127.0.0.1]",
                "[64:ff9b::7f00:1]",
                "[2002:7f00:1::]",
                "localhost",
                "localhost.",
                "0x7f000001",
                "0177.0.0.1",
                "0x7f.1",
                "127.0.0.1.",
                "127.0.0.256",
                "1.2.3.4.5",
                "LOCALHOST",
                "a.localhost",
                "printer",
                "router.local",
                "db.internal",
                "nas.home.arpa",
                "10.1.2.3",
                "192.168.1.1",
                "172.16.0.1",
                "100.64.0.1",
                "198.18.0.1",
                "255.255.255.255",
                "[fe80::1]",
                "[fe80::1%25eth0]",
                "[fc00::1]",
                "[::ffff:7f00:1]"
            })
    void t44AnAddressOfThisMachineOrItsNetworkIsRefused(String host) {
        assertRefused("http://" + host + "/", WebAccess.USUAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.1", "2130706433", "0", "0x7f000001", "0177.0.0.1", "0.0.0.0", "[2002:7f00:1::]"})
    void t44ANumberThatIsNoAddressIsRefusedEverywhere(String host) {
        assertRefused("http://" + host + "/", PRIVATE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://good.test@127.0.0.1/",
                "http://127.0.0.1#@good.test/",
                "http://127.0.0.1%2f@good.test/",
                "http://good.test\\@127.0.0.1/",
                "http:\\\\127.0.0.1/",
                "http://good.test\t.evil.test/",
                "http://127。0。0。1/",
                "http://good。test/",
                "http://bücher.example/",
                "http://good.test:80:80/",
                "http://user:pass@good.test/",
                "http://good.test%00.evil.test/",
                "http://good.test /",
                "http:///path",
                "http://good..test/",
                "http://.good.test/",
                "http://[::1/",
                "http://good.test:/..@127.0.0.1/",
                "javascript:alert(1)",
                "file:///etc/passwd",
                "ftp://good.test/",
                "gopher://good.test/",
                "//good.test/",
                "good.test",
                "jar:http://good.test!/",
                ""
            })
    void t49ATrickInTheAddressIsRefused(String url) throws ToolException {
        if (url.equals("http://good.test:/..@127.0.0.1/")) {
            assertEquals("good.test", PageAddress.of(url, WebAccess.USUAL).host());
        } else {
            assertRefused(url, WebAccess.USUAL);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "25", "6379", "11434", "0", "65536", "8080"})
    void t50OnlyTheUsualPortsAreAsked(String port) {
        assertRefused("http://good.test:" + port + "/", WebAccess.USUAL);
    }

    @Test
    void t50AnotherPortIsAskedWhereTheConfigurationSaysSo() throws ToolException {
        assertEquals(
                8080,
                PageAddress.of("http://good.test:8080/", new WebAccess(Set.of(8080), false))
                        .port());
    }

    @ParameterizedTest
    @CsvSource({
        "https://Good.Test, https://good.test/",
        "HTTP://good.test:80/a?b=c#d, http://good.test/a?b=c",
        "https://good.test.:443/, https://good.test/",
        "https://de.example.org/wiki/Bücher, https://de.example.org/wiki/B%C3%BCcher",
        "http://93.184.216.34/, http://93.184.216.34/",
        "http://[2606:4700::1111]/, http://[2606:4700::1111]/",
        "https://xn--bcher-kva.example/, https://xn--bcher-kva.example/"
    })
    void aPublicAddressIsWrittenInOneWay(String url, String plain) throws ToolException {
        assertEquals(plain, PageAddress.of(url, WebAccess.USUAL).uri().toString());
    }

    private static void assertRefused(String url, WebAccess access) {
        assertThrows(ToolException.class, () -> PageAddress.of(url, access));
    }
}
