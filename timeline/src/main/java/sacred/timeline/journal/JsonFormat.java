package sacred.timeline.journal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;

/**
 * How JSON is written and read in a timeline file. Strings are raw UTF-8 but for what could act on a terminal or break a
 * line somewhere: C0, DEL, C1 and U+2028/2029 are escaped. So are lone surrogates, which UTF-8 cannot hold.
 */
final class JsonFormat extends CharacterEscapes {

    private static final long serialVersionUID = 1;

    /** The default of 20 million would make a long block unreadable that had been written without complaint. */
    private static final int MAX_STRING_CHARS = 512 * 1024 * 1024;

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_STRING_CHARS)
                    .maxNestingDepth(Json.DEPTH)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            // A record is closed by hand: its hash is computed over what stands before it.
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .characterEscapes(new JsonFormat())
            .build();

    private final int[] ascii = standardAsciiEscapesForJSON();

    private JsonFormat() {
        ascii[0x7F] = ESCAPE_STANDARD;
    }

    @Override
    public int[] getEscapeCodesForAscii() {
        return ascii;
    }

    @Override
    public SerializableString getEscapeSequence(int character) {
        boolean unsafe = character >= 0x80 && character <= 0x9F || character == 0x2028 || character == 0x2029;
        return unsafe ? new SerializedString("\\u%04X".formatted(character)) : null;
    }
}
