package sacred.providers.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * The certificates of authorities that the user trusts beside those that come with Java: of a company's proxy, of a server of
 * one's own. Immutable.
 */
public record Authorities(List<X509Certificate> own) {

    /** Only those that come with Java. */
    public static final Authorities OF_JAVA = new Authorities(List.of());

    private static final int LARGEST_BYTES = 16 << 20;
    private static final Pattern BLOCK = Pattern.compile(
            "-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----.*?-----END (TRUSTED |X509 )?CERTIFICATE-----",
            Pattern.DOTALL);

    public Authorities {
        own = List.copyOf(own);
    }

    /** A file cannot be used; the message is the end of a sentence that began with its name. */
    public static final class Unreadable extends Exception {
        Unreadable(String why) {
            super(why);
        }
    }

    /**
     * The certificates of a file in the PEM format, one or many; what stands between them is passed over. Blocks on the disk.
     *
     * @throws Unreadable when there is no such file, no certificate in it, or one that is damaged
     */
    public static Authorities in(Path file) throws Unreadable {
        Matcher block = BLOCK.matcher(text(file));
        List<X509Certificate> found = new ArrayList<>();
        while (block.find()) {
            try {
                found.add((X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(
                                new ByteArrayInputStream(block.group().getBytes(StandardCharsets.ISO_8859_1))));
            } catch (CertificateException e) {
                throw new Unreadable("cannot be used: certificate " + (found.size() + 1) + " in it is damaged");
            }
        }
        if (found.isEmpty()) {
            throw new Unreadable("holds no certificate; it must be a PEM file with -----BEGIN CERTIFICATE-----");
        }
        return new Authorities(found);
    }

    private static String text(Path file) throws Unreadable {
        if (!Files.exists(file)) {
            throw new Unreadable("does not exist");
        }
        if (!Files.isRegularFile(file)) {
            throw new Unreadable("is not a file");
        }
        try (var in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new Unreadable("is larger than 16 MiB");
            }
            return new String(bytes, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new Unreadable("cannot be read");
        }
    }

    public Authorities and(Authorities more) {
        List<X509Certificate> both = new ArrayList<>(own);
        both.addAll(more.own);
        return new Authorities(both);
    }

    /** A context that trusts them and those of Java. */
    public SSLContext context() {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate certificate : trusted()) {
                store.setCertificateEntry("authority " + store.size(), certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, factory(store).getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /** They and those of Java. */
    List<X509Certificate> trusted() throws GeneralSecurityException {
        List<X509Certificate> trusted = new ArrayList<>();
        for (var manager : factory(null).getTrustManagers()) {
            if (manager instanceof X509TrustManager ofJava) {
                trusted.addAll(List.of(ofJava.getAcceptedIssuers()));
            }
        }
        trusted.addAll(own);
        return trusted;
    }

    private static TrustManagerFactory factory(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
