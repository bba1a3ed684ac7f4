package sacred.providers.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

    private static final Map<String, String> ENV =
            Map.of("HTTPS_PROXY", "http://proxy.test:3128", "no_proxy", "internal.test,.corp.test");

    @Test
    void anEnvironmentWithoutProxiesHasNone() {
        Proxies proxies = Proxies.of(Map.of("NO_PROXY", "x"));

        assertEquals(List.of(Proxy.NO_PROXY), proxies.select(URI.create("https://api.openai.com/")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, true",
        "http://api.openai.com/v1, false",
        "https://internal.test/, false",
        "https://a.internal.test/, false",
        "https://a.corp.test/, false",
        "https://notinternal.test/, true",
        "https://localhost:8000/, false",
        "https://127.0.0.1:8000/, false",
        "https://[::1]:8000/, false",
        "https://127.evil.test/, true"
    })
    void theProxyIsUsedForItsSchemeAndNotForHostsThatAreDirect(String uri, boolean throughProxy) {
        List<Proxy> chosen = Proxies.of(ENV).select(URI.create(uri));

        assertEquals(List.of(throughProxy ? proxy("proxy.test", 3128) : Proxy.NO_PROXY), chosen);
    }

    /** What is between the variables is a semicolon. */
    @ParameterizedTest
    @CsvSource({
        "HTTP_PROXY=http://p.test:1, http, p.test:1",
        "HTTP_PROXY=http://p.test:1, https, ''",
        "ALL_PROXY=http://p.test:1, https, p.test:1",
        "ALL_PROXY=http://p.test:1;HTTPS_PROXY=http://q.test:2, https, q.test:2",
        "ALL_PROXY=http://p.test:1;HTTPS_PROXY=, https, ''",
        "https_proxy=http://p.test:1;HTTPS_PROXY=http://q.test:2, https, p.test:1",
        "https_proxy=;HTTPS_PROXY=http://q.test:2, https, ''",
        "HTTPS_PROXY=p.test, https, p.test:80",
        "HTTPS_PROXY=p.test:3128, https, p.test:3128",
        "HTTPS_PROXY=http://me:pw@p.test:3128/, https, p.test:3128",
        "HTTPS_PROXY=HTTP://[fd00::1]:3128, https, fd00::1:3128",
    })
    void theLowerCaseGoesFirstAndOneForAllLast(String variables, String scheme, String proxy) {
        List<Proxy> chosen = Proxies.of(env(variables)).select(URI.create(scheme + "://far.test/"));

        int colon = proxy.lastIndexOf(':');
        Proxy expected = proxy.isEmpty()
                ? Proxy.NO_PROXY
                : proxy(proxy.substring(0, colon), Integer.parseInt(proxy.substring(colon + 1)));
        assertEquals(List.of(expected), chosen);
    }

    @ParameterizedTest
    @CsvSource({
        "*, https://far.test/, true",
        "far.test, https://far.test/, true",
        "FAR.test, https://Far.TEST/, true",
        "far.test, https://a.far.test/, true",
        "far.test, https://notfar.test/, false",
        "far.test, https://far.test.evil.test/, false",
        ".far.test, https://a.far.test/, true",
        "*.far.test, https://a.far.test/, true",
        "far.test., https://far.test/, true",
        "far.test:443, https://far.test/, true",
        "far.test:8443, https://far.test/, false",
        "far.test:8443, https://far.test:8443/, true",
        "' a.test  far.test ', https://far.test/, true",
        "10.0.0.0/8, https://10.1.2.3/, true",
        "10.0.0.0/8, https://11.1.2.3/, false",
        "10.1.2.0/23, https://10.1.3.9/, true",
        "10.1.2.0/23, https://10.1.4.9/, false",
        "10.1.2.3, https://10.1.2.3/, true",
        "10.1.2.3, https://10.1.2.30/, false",
        "10.1.2.3:8000, https://10.1.2.3:8000/, true",
        "2.3, https://10.1.2.3/, false",
        "fd00::/8, https://[fd12::1]/, true",
        "fd00::/8, https://[fe80::1]/, false",
        "[fd12::1], https://[fd12:0::1]/, true",
        "[fd12::1]:8000, https://[fd12::1]/, false",
        "0.0.0.0/0, https://far.test/, false",
        "10.0.0.0/99, https://10.1.2.3/, false",
        "10.0.0.0/x, https://10.1.2.3/, false",
        "'', https://far.test/, false",
    })
    void hostsAreDirectByNameSuffixAddressRangeAndPort(String noProxy, String uri, boolean direct) {
        Proxies proxies = Proxies.of(Map.of("ALL_PROXY", "http://p.test:1", "NO_PROXY", noProxy));

        List<Proxy> chosen = proxies.select(URI.create(uri));

        assertEquals(List.of(direct ? Proxy.NO_PROXY : proxy("p.test", 1)), chosen);
    }

    @ParameterizedTest
    @CsvSource({
        "socks5://me:CANARY@p.test:1, only a proxy whose address begins with http:// can be used",
        "https://me:CANARY@p.test:1, only a proxy whose address begins with http:// can be used",
        "http://me:CANARY@p.test:99999, the host or the port of the proxy is not valid",
        "http://me:CANARY@, the host or the port of the proxy is not valid",
        "http://me:CANARY %, this is not the address of a proxy",
    })
    void aProxyThatCannotBeUsedIsAnErrorAndNeverADirectConnection(String value, String problem) {
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", value));

        Failure failure = assertThrows(WireException.class, () -> proxies.way(URI.create("https://far.test/")))
                .failure();

        assertEquals("could not be asked: HTTPS_PROXY: " + problem, failure.what());
        assertEquals(List.of("HTTPS_PROXY: " + problem + "."), proxies.notes());
        assertFalse(failure.toString().contains("CANARY"));
    }

    @Test
    void anUnusableProxyDoesNotConcernThisMachine() throws WireException {
        Proxies proxies = Proxies.of(Map.of("ALL_PROXY", "socks5://p.test:1"));

        assertTrue(proxies.way(URI.create("http://127.0.0.1:11434/")).isEmpty());
        assertEquals(1, proxies.notes().size());
    }

    @Test
    void aPasswordIsDecodedAndNeverShown() throws WireException {
        Proxies proxies = Proxies.of(Map.of("HTTPS_PROXY", "http://me:CANARY%40+%3A@p.test:1"));

        ProxyAddress address = proxies.way(URI.create("https://far.test/")).orElseThrow();

        // me:CANARY@+:
        assertEquals(
                "Basic bWU6Q0FOQVJZQCs6", address.authorization().orElseThrow().reveal());
        assertFalse((address + address.place() + proxies.notes()).contains("CANARY"));
        assertFalse((address + address.place()).contains("bWU6"));
    }

    private static Proxy proxy(String host, int port) {
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
    }

    private static Map<String, String> env(String variables) {
        Map<String, String> env = new HashMap<>();
        for (String variable : variables.split(";")) {
            String[] parts = variable.split("=", 2);
            env.put(parts[0], parts[1]);
        }
        return env;
    }
}
