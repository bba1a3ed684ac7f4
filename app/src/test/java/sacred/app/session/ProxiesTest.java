package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
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
        assertTrue(Proxies.of(Map.of("NO_PROXY", "x")).isEmpty());
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
        "https://127.evil.test/, true"
    })
    void theProxyIsUsedForItsSchemeAndNotForHostsThatAreDirect(String uri, boolean throughProxy) {
        List<Proxy> chosen = Proxies.of(ENV).orElseThrow().select(URI.create(uri));

        Proxy expected = throughProxy
                ? new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("proxy.test", 3128))
                : Proxy.NO_PROXY;
        assertEquals(List.of(expected), chosen);
    }
}
