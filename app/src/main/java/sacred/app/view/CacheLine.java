package sacred.app.view;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import sacred.providers.cache.ResponseCache;

/** The response cache in one line: whether it is used, where it is, how large it is. */
public final class CacheLine {

    private CacheLine() {}

    public static String of(boolean enabled, Duration timeToLive, ResponseCache cache) {
        String used = enabled ? "on, " + words(timeToLive) : "off";
        try {
            return used + " · " + size(cache.size()) + " in " + cache.directory();
        } catch (IOException e) {
            return used + " · " + cache.directory() + " cannot be read";
        }
    }

    public static String size(ResponseCache.Size size) {
        String answers = size.answers() == 1 ? "1 answer" : String.format(Locale.ROOT, "%,d answers", size.answers());
        String bytes = size.bytes() < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", size.bytes() / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", size.bytes() / 1e6);
        return answers + (size.bytes() == 0 ? "" : ", " + bytes);
    }

    private static String words(Duration duration) {
        long seconds = duration.toSeconds();
        return seconds % 3600 == 0 ? seconds / 3600 + " h" : seconds % 60 == 0 ? seconds / 60 + " min" : seconds + " s";
    }
}
