package sacred.app.text;

/** Where a line may end, apart from blanks. */
final class Breaks {

    private static final String NEVER_FIRST = "、。，．・：；？！」』）］｝〉》】〕…‥ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々)]}.,:;!?%\"'’”";
    private static final String NEVER_LAST = "「『（［｛〈《【〔([{\"'‘“$£";
    private static final String IN_LONG_WORDS = "/\\-_.,;:?&=+|)]}";

    private Breaks() {}

    /** Scripts that are written without blanks; their punctuation stays with the word it belongs to. */
    static boolean between(int left, int right) {
        return (ideographic(left) || ideographic(right))
                && NEVER_FIRST.indexOf(right) < 0
                && NEVER_LAST.indexOf(left) < 0;
    }

    /** Behind the hyphen of well-known, not behind those of --option or -1. */
    static boolean afterHyphen(String text, int at, int right) {
        return at >= 2
                && text.charAt(at - 1) == '-'
                && Character.isLetter(right)
                && Character.isLetter(text.codePointBefore(at - 1));
    }

    static boolean inLongWord(int left) {
        return IN_LONG_WORDS.indexOf(left) >= 0;
    }

    private static boolean ideographic(int point) {
        return point >= 0x2E80
                && (point < 0xA4D0
                        || point >= 0xAC00 && point < 0xD7B0
                        || point >= 0xF900 && point < 0xFB00
                        || point >= 0xFF00 && point < 0xFF61
                        || point >= 0x20000 && point < 0x40000);
    }
}
