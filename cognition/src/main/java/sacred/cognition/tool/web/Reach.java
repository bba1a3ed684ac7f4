package sacred.cognition.tool.web;

/** Who can be behind an address. */
enum Reach {
    /** The internet. */
    PUBLIC,
    /** This machine or the network around it: only where the configuration says so. */
    PRIVATE,
    /** Nothing that a page comes from: metadata services, link-local, multicast, reserved, ways to write another address. */
    NEVER
}
