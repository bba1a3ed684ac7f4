package sacred.app.view;

import java.util.Locale;

/**
 * How much of a large timeline has been read, while only its end can be seen.
 *
 * @param bytes that were read
 * @param of all of them
 */
public record Unread(long bytes, long of) {

    private static final long MEGABYTE = 1_000_000;

    public int percent() {
        return of == 0 ? 0 : (int) (bytes * 100 / of);
    }

    /** {@code reading 34 % of 776 MB}. */
    public String words() {
        String size = of < MEGABYTE
                ? String.format(Locale.ROOT, "%,d KB", of / 1_000)
                : String.format(Locale.ROOT, "%,d MB", of / MEGABYTE);
        return "reading " + percent() + " % of " + size;
    }
}
