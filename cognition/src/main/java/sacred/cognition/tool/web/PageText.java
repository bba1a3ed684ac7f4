package sacred.cognition.tool.web;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sacred.cognition.tool.ToolException;

/**
 * The text of a page, by its media type. What is no text is refused, whatever it calls itself.
 *
 * @param title empty when the page has none
 */
record PageText(String title, String text) {

    private static final Set<String> TEXTS = Set.of(
            "application/json",
            "application/xml",
            "application/javascript",
            "application/x-ndjson",
            "application/yaml",
            "application/toml");
    private static final Pattern CHARSET = Pattern.compile("(?i)charset\\s*=\\s*\"?([^\\s;\"]+)");
    private static final int LOOKED_AT = 8192;

    /** @throws ToolException when what is announced is no text */
    static void check(String type) throws ToolException {
        String media = media(type);
        if (media.equals("application/pdf")) {
            throw new ToolException("The address leads to a PDF, and only pages of text are read.");
        }
        boolean text = media.isEmpty()
                || media.startsWith("text/")
                || TEXTS.contains(media)
                || media.startsWith("application/") && (media.endsWith("+json") || media.endsWith("+xml"));
        if (!text) {
            throw new ToolException("The address leads to " + media + ", and only pages of text are read.");
        }
    }

    /** @param type as the server wrote it; what the bytes say counts more */
    static PageText of(Fetcher.Page page) throws ToolException {
        byte[] body = page.body();
        check(page.type());
        if (new String(body, 0, Math.min(5, body.length), StandardCharsets.ISO_8859_1).equals("%PDF-")) {
            throw new ToolException("The address leads to a PDF, and only pages of text are read.");
        }
        Optional<Charset> charset = byMark(body).or(() -> announced(page.type()));
        if (looksBinary(body) && !charset.map(Charset::name).orElse("").startsWith("UTF-16")) {
            throw new ToolException("The address leads to bytes that are no text.");
        }
        String media = media(page.type());
        if (media.equals("text/html") || media.equals("application/xhtml+xml") || media.isEmpty() && isHtml(body)) {
            return ReadableHtml.of(body, charset, page.address().uri().toString());
        }
        return new PageText("", new String(body, charset.orElse(StandardCharsets.UTF_8)));
    }

    private static String media(String type) {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Charset> announced(String type) {
        Matcher matcher = CHARSET.matcher(type);
        try {
            return matcher.find() ? Optional.of(Charset.forName(matcher.group(1))) : Optional.empty();
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    private static Optional<Charset> byMark(byte[] body) {
        if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        return startsWith(body, 0xFE, 0xFF) || startsWith(body, 0xFF, 0xFE)
                ? Optional.of(StandardCharsets.UTF_16)
                : Optional.empty();
    }

    private static boolean startsWith(byte[] body, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (body.length <= i || (body[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean looksBinary(byte[] body) {
        for (int i = 0; i < Math.min(LOOKED_AT, body.length); i++) {
            if (body[i] == 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHtml(byte[] body) {
        byte[] head = Arrays.copyOf(body, Math.min(LOOKED_AT, body.length));
        return new String(head, StandardCharsets.ISO_8859_1)
                .toLowerCase(Locale.ROOT)
                .matches("(?s)\\s*(<!doctype html|<html|<head|<body).*");
    }
}
