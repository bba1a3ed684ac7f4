package sacred.app.redact;

/** What is taken out of a timeline, in the order in which it is told. */
enum Kind {
    /** A secret that this run knows, found by its value. */
    KEY("key", "known keys"),
    /** What looks like a key of somebody. */
    SHAPE("key", "texts that look like keys"),
    EMAIL("email", "e-mail addresses"),
    HOME("home", "home directories"),
    USER("user", "user names"),
    PATTERN("removed", "matches of your patterns");

    /** What stands in its place, before a number. */
    final String placeholder;

    final String plural;

    Kind(String placeholder, String plural) {
        this.placeholder = placeholder;
        this.plural = plural;
    }
}
