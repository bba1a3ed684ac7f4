package sacred.cognition.tool.files;

import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which files are asked about even before they are read, whatever the configuration allows: what looks like a secret, what
 * starts programs, and what is this program's own. Judged by names alone, in any case, so that nothing can change between
 * the judgement and the reading.
 *
 * @param own files and directories of this program, absolute
 * @param home of the user; what is hidden in it is nobody else's
 */
record Protection(List<Path> own, Optional<Path> home) {

    private static final Pattern DIRECTORY = Pattern.compile(
            "\\.(ssh|gnupg|aws|azure|kube|docker|gcloud|password-store|git|hg|svn)|gcloud|keychains|keyrings");

    private static final Pattern EXAMPLE = Pattern.compile(".*\\.(example|sample|template|dist|pub)");

    private static final Pattern FILE = Pattern.compile(
            "\\.env(\\..*)?|\\.envrc|.*\\.env|id_(rsa|dsa|ecdsa|ed25519)(_.*|-.*|\\..*)?|ssh_host_.*_key"
                    + "|.*\\.(pem|key|p8|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg|tfvars|tfstate|ovpn)(\\.backup)?"
                    + "|[._]netrc|\\.pgpass|\\.my\\.cnf|\\.git-credentials|\\.npmrc|\\.yarnrc\\.yml|\\.pypirc"
                    + "|\\.dockercfg|\\.htpasswd|\\.vault-token|\\.boto|\\.s3cfg|g?shadow-?"
                    + "|(client_)?(secrets?|credentials?)(\\.(json|ya?ml|toml|xml|ini|properties|txt|env))?"
                    + "|.*service[-_]?account.*\\.json|kubeconfig|\\..*_history");

    Protection {
        own = List.copyOf(own);
    }

    /** Why a place is asked about, as the end of a sentence that begins with it; empty when it is like any other. */
    Optional<String> reason(Spot spot) {
        if (own.stream().anyMatch(place -> below(place, spot.path()))) {
            return Optional.of("belongs to sacred itself");
        }
        Path path = spot.root();
        for (Path name : spot.names()) {
            boolean atHome = home.isPresent() && folded(path).equals(folded(home.get()));
            path = path.resolve(name);
            String folded = folded(name);
            if (atHome && (folded.startsWith(".") || folded.equals("library"))) {
                return Optional.of("is hidden in your home directory");
            }
            if (DIRECTORY.matcher(folded).matches()) {
                return Optional.of("is in " + name);
            }
        }
        String last = spot.isRoot() ? "" : folded(spot.name());
        return FILE.matcher(last).matches() && !EXAMPLE.matcher(last).matches()
                ? Optional.of("looks as if it holds secrets")
                : Optional.empty();
    }

    private static boolean below(Path place, Path path) {
        return Path.of(folded(path)).startsWith(Path.of(folded(place)));
    }

    /** As a file system would compare it that knows no case and one form of every letter. */
    private static String folded(Path path) {
        return Normalizer.normalize(path.toString(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }
}
