package sacred.cognition.tool.web;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;
import sacred.cognition.tool.Network;
import sacred.cognition.tool.ToolException;

/**
 * Gets one page, following redirects by hand. Sends nothing but the address and its own name: no cookies, no keys, no referrer.
 * Blocks; an interrupt of a virtual thread closes the connection.
 *
 * @param network a proxy resolves names itself, so that nothing that was checked here would hold: what only a proxy can reach is
 *     not fetched
 */
record Fetcher(WebAccess access, Names names, Network network, String userAgent) {

    static final int MAX_BYTES = 10_000_000;

    private static final int MAX_REDIRECTS = 5;
    private static final int MAX_HEADERS = 200;
    private static final int MAX_HEADER_CHARACTERS = 16 * 1024;
    private static final Timeout CONNECT = Timeout.ofSeconds(10);
    private static final Timeout SILENCE = Timeout.ofSeconds(20);

    /**
     * @param ways every address that was asked, the last one answered
     * @param type its media type as the server wrote it; empty when it did not
     */
    record Page(List<PageAddress> ways, String type, byte[] body) {
        PageAddress address() {
            return ways.getLast();
        }
    }

    /** What one address said: a page, or where else to look. */
    private record Answer(Optional<String> location, String type, byte[] body) {}

    /** @throws ToolException when there is no page, with why */
    Page fetch(PageAddress first) throws ToolException, InterruptedException {
        List<PageAddress> ways = new ArrayList<>(List.of(first));
        try (CloseableHttpClient client = client()) {
            while (true) {
                PageAddress address = ways.getLast();
                direct(address);
                Answer answer = get(client, address);
                if (answer.location().isEmpty()) {
                    return new Page(List.copyOf(ways), answer.type(), answer.body());
                }
                if (ways.size() > MAX_REDIRECTS) {
                    throw new ToolException("There is no page: more than " + MAX_REDIRECTS + " redirects, the last to "
                            + answer.location().get() + ".");
                }
                ways.add(redirected(address, answer.location().get()));
            }
        } catch (IOException e) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw failed(ways.getLast(), e);
        }
    }

    /** @throws ToolException when a proxy stands between us and the address */
    void direct(PageAddress address) throws ToolException {
        boolean between = network.proxy().stream()
                .flatMap(p -> p.select(address.uri()).stream())
                .anyMatch(p -> p.type() != Proxy.Type.DIRECT);
        if (between) {
            throw new ToolException("This address is not fetched: it is behind a proxy, which resolves names itself, so"
                    + " that where they lead cannot be checked. NO_PROXY names hosts that are reached directly.");
        }
    }

    private PageAddress redirected(PageAddress from, String location) throws ToolException {
        try {
            return from.to(location, access);
        } catch (ToolException e) {
            throw new ToolException(from.uri() + " redirects to " + location + ". " + e.getMessage());
        }
    }

    private Answer get(CloseableHttpClient client, PageAddress address) throws IOException, ToolException {
        HttpGet request = new HttpGet(address.uri());
        request.setHeader("Accept", "text/html, text/plain, text/*;q=0.9, application/json;q=0.9, */*;q=0.1");
        HttpHost server = new HttpHost(address.uri().getScheme(), address.host(), address.port());
        try (ClassicHttpResponse response = client.executeOpen(server, request, null)) {
            int status = response.getCode();
            Optional<String> location = header(response, "Location");
            if (status >= 300 && status < 400 && location.isPresent()) {
                return new Answer(location, "", new byte[0]);
            }
            if (status < 200 || status >= 300) {
                throw new ToolException(address.uri() + " answered " + status + " " + response.getReasonPhrase() + ".");
            }
            String type = header(response, "Content-Type").orElse("");
            PageText.check(type);
            return new Answer(Optional.empty(), type, body(response));
        } finally {
            // what was not read is not waited for
            request.abort();
        }
    }

    private static byte[] body(ClassicHttpResponse response) throws IOException, ToolException {
        InputStream in = response.getEntity() == null
                ? new ByteArrayInputStream(new byte[0])
                : response.getEntity().getContent();
        String encoding =
                header(response, "Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
        if (encoding.equals("gzip") || encoding.equals("x-gzip")) {
            in = new GZIPInputStream(in);
        } else if (!encoding.equals("identity")) {
            throw new ToolException("The page is packed in a way that is not understood: " + encoding + ".");
        }
        byte[] bytes = in.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ToolException("The page is larger than 10 MB.");
        }
        return bytes;
    }

    private static Optional<String> header(ClassicHttpResponse response, String name) {
        return Optional.ofNullable(response.getFirstHeader(name))
                .map(Header::getValue)
                .map(String::strip);
    }

    private CloseableHttpClient client() {
        Http1Config limits = Http1Config.custom()
                .setMaxHeaderCount(MAX_HEADERS)
                .setMaxLineLength(MAX_HEADER_CHARACTERS)
                .build();
        PoolingHttpClientConnectionManagerBuilder connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedNames(names, access))
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(limits)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT)
                        .setSocketTimeout(SILENCE)
                        .build());
        network.trust().get().ifPresent(trust -> connections.setTlsSocketStrategy(new DefaultClientTlsStrategy(trust)));
        return HttpClients.custom()
                .setConnectionManager(connections.build())
                .setUserAgent(userAgent)
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                .disableContentCompression()
                .build();
    }

    private static ToolException failed(PageAddress address, IOException e) {
        String what = switch (e) {
            case CheckedNames.Refused refused -> refused.getMessage();
            case UnknownHostException unknown -> "There is no host " + address.host() + ".";
            case SSLException tls -> "No secure connection to " + address.host() + " could be made.";
            case InterruptedIOException late -> address.host() + " does not answer in time.";
            case ZipException packed -> address.host() + " sent a packed page that cannot be unpacked.";
            case EOFException cut -> address.host() + " ended in the middle of a packed page.";
            default -> address.host() + " could not be read: " + reason(e) + ".";
        };
        return new ToolException(what);
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElse(e.getClass().getSimpleName());
    }
}
