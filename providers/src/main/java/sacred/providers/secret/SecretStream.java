package sacred.providers.secret;

/**
 * One text that arrives in pieces, without secrets: together the pieces that come out are what {@link Secrets#redact} makes of
 * the whole. Only an end that may be the beginning of a secret is held back. For one thread.
 */
public final class SecretStream {

    private final Secrets secrets;
    private String held = "";

    SecretStream(Secrets secrets) {
        this.secrets = secrets;
    }

    /** What may be shown now; perhaps nothing. */
    public String next(String piece) {
        String text = held.isEmpty() ? piece : held + piece;
        Secrets.Scan scan = secrets.scan(text, true);
        held = scan.until() == text.length() ? "" : text.substring(scan.until());
        return scan.redacted(text);
    }

    /** No more will come: what was held back is no secret after all, or as much of one as ever came. */
    public String end() {
        String rest = secrets.redact(held);
        held = "";
        return rest;
    }
}
