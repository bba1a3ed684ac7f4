package sacred.providers.secret;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One way in which a secret may be written.
 *
 * @param enough so many characters of its beginning are the secret, too: servers show the beginnings of keys
 * @param label what stands in its place
 */
record Spelling(String text, int enough, String label) {

    /** A beginning is only told from the usual words of keys by so many characters, and by so many behind these words. */
    private static final int BEGINNING = 12;

    private static final int BEHIND_THE_PREFIX = 4;
    /** Where keys still have words, as in {@code sk-ant-api03-}. */
    private static final int PREFIX_WITHIN = 16;

    private static final int SIXTEEN = 16;

    /** All of one value. */
    static List<Spelling> of(String value, String label) {
        Set<String> texts = new LinkedHashSet<>();
        texts.add(value);
        String json = value.replace("\\", "\\\\").replace("\"", "\\\"");
        texts.add(json);
        texts.add(json.replace("/", "\\/"));
        String url = URLEncoder.encode(value, StandardCharsets.UTF_8);
        texts.add(url);
        texts.add(url.replace("+", "%20"));
        texts.add(lowerHex(url));
        base64(value, texts);
        List<Spelling> all = new ArrayList<>();
        for (String text : texts) {
            all.add(new Spelling(text, text.equals(value) ? enough(value) : text.length(), label));
        }
        return all;
    }

    private static int enough(String value) {
        if (value.length() < SIXTEEN) {
            return value.length();
        }
        String head = value.substring(0, PREFIX_WITHIN);
        int prefix = Math.max(head.lastIndexOf('-'), head.lastIndexOf('_')) + 1;
        return Math.min(value.length(), Math.max(BEGINNING, prefix + BEHIND_THE_PREFIX));
    }

    private static String lowerHex(String url) {
        StringBuilder out = new StringBuilder(url);
        for (int i = out.indexOf("%"); i >= 0; i = out.indexOf("%", i + 1)) {
            out.replace(i, i + 3, out.substring(i, i + 3).toLowerCase(Locale.ROOT));
        }
        return out.toString();
    }

    /**
     * What of the value is the same wherever it stands in encoded bytes: one spelling for each place in a group of three
     * bytes, without the characters that also hold bits of what surrounds it.
     */
    private static void base64(String value, Set<String> texts) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        int[] foreign = {0, 2, 3};
        for (int before = 0; before < foreign.length; before++) {
            byte[] shifted = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, shifted, before, bytes.length);
            int whole = shifted.length * 8 / 6;
            texts.add(Base64.getEncoder().encodeToString(shifted).substring(foreign[before], whole));
            texts.add(Base64.getUrlEncoder().encodeToString(shifted).substring(foreign[before], whole));
        }
    }

    /** The label without its brackets. */
    String name() {
        return label.substring(1, label.length() - 1);
    }

    /** How many characters of it stand at a place of a text. */
    int common(String in, int at) {
        int most = Math.min(text.length(), in.length() - at);
        int same = 0;
        while (same < most && text.charAt(same) == in.charAt(at + same)) {
            same++;
        }
        return same;
    }

    @Override
    public String toString() {
        return label;
    }
}
