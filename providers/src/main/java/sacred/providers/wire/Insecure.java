package sacred.providers.wire;

import java.net.URI;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import sacred.timeline.ErrorKind;

/** Why no secure connection could be made, in words for people. Java tells some of it only in its messages. */
final class Insecure {

    private Insecure() {}

    static Failure of(Throwable cause, URI uri, String place) {
        List<Throwable> causes =
                Stream.iterate(cause, c -> c != null, Throwable::getCause).toList();
        if (any(causes, CertificateExpiredException.class)) {
            return failure("the certificate of " + place + " has expired", "Whoever runs it has to renew it.");
        }
        if (any(causes, CertificateNotYetValidException.class)) {
            return failure("the certificate of " + place + " is not valid yet", "Check the clock of this computer.");
        }
        if (any(causes, CertPathBuilderException.class) || any(causes, CertPathValidatorException.class)) {
            return failure(
                    "the certificate of " + place + " is not from an authority that is trusted here",
                    "If it is your company's or your own, name the authority's certificate in tls.ca_file or"
                            + " SSL_CERT_FILE.");
        }
        boolean named = causes.stream()
                .filter(CertificateException.class::isInstance)
                .anyMatch(c -> String.valueOf(c.getMessage()).startsWith("No "));
        if (named) {
            return failure(
                    "the certificate of " + place + " is not for the name " + uri.getHost(),
                    "Check the host in its base_url.");
        }
        if (causes.stream()
                .anyMatch(c ->
                        String.valueOf(c.getMessage()).toLowerCase(Locale.ROOT).contains("unrecognized ssl message"))) {
            return failure(
                    place + " does not speak TLS",
                    "Check whether its base_url should begin with http:// instead of https://.");
        }
        return failure(
                "no secure connection to " + place + " could be made",
                "Check whether its base_url should begin with http:// instead of https://.");
    }

    private static boolean any(List<Throwable> causes, Class<? extends Throwable> type) {
        return causes.stream().anyMatch(type::isInstance);
    }

    private static Failure failure(String what, String advice) {
        return Failure.of(ErrorKind.CONFIG, false, what, advice);
    }
}
