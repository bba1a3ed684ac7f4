package sacred.providers.wire;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of the test's own, made by the keytool of this Java, and servers with certificates that it signed. */
public final class Certificates {

    private static final String PASSWORD = "only-for-tests";

    private final Path directory;
    private final Path store;

    public Certificates(Path directory) throws IOException, InterruptedException {
        this.directory = directory;
        this.store = directory.resolve("store.p12");
        generate("authority", "-ext", "bc:c", "-validity", "3650");
    }

    /** @param more of keytool: what the certificate says */
    public void signed(String name, String... more) throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(List.of("-signer", "authority"));
        options.addAll(List.of(more));
        generate(name, options.toArray(String[]::new));
    }

    private void generate(String name, String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname"));
        command.add("CN=" + name + " of the tests");
        command.addAll(List.of(more));
        keytool(command);
    }

    /** The certificate of a name in the PEM format. */
    public String pem(String name) throws IOException, InterruptedException {
        Path file = directory.resolve(name + ".pem");
        keytool(List.of("-exportcert", "-rfc", "-alias", name, "-file", file.toString()));
        return Files.readString(file);
    }

    private void keytool(List<String> what) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(what);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }

    /** What a server with the certificate of a name proves itself with. */
    SSLContext context(String name) throws IOException, GeneralSecurityException {
        KeyStore all = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            all.load(in, PASSWORD.toCharArray());
        }
        KeyStore one = KeyStore.getInstance("PKCS12");
        one.load(null, null);
        one.setKeyEntry(
                name, all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), all.getCertificateChain(name));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(one, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    /** A server on the loopback with the certificate of a name; answers everything with an empty list of models. */
    public HttpsServer server(String name) throws IOException, GeneralSecurityException {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(name)));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            byte[] body = "{\"data\":[]}".getBytes(StandardCharsets.UTF_8);
            // whoever looks at what arrived here finds it in the answer
            exchange.getResponseHeaders()
                    .add("X-Seen", String.valueOf(exchange.getRequestHeaders().keySet()));
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}
