package sacred.providers.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bytes cut into pieces, and what a decoder makes of them. */
final class Pieces {

    private Pieces() {}

    /** Cuts after as many bytes as each length says, again from the first when they run out. */
    static List<byte[]> cut(byte[] bytes, List<Integer> lengths) {
        List<byte[]> pieces = new ArrayList<>();
        int at = 0;
        for (int i = 0; at < bytes.length; i++) {
            int end = Math.min(bytes.length, at + lengths.get(i % lengths.size()));
            pieces.add(Arrays.copyOfRange(bytes, at, end));
            at = end;
        }
        return pieces;
    }

    static List<Event> decode(Decoder decoder, List<byte[]> pieces) throws WireException {
        List<Event> events = new ArrayList<>();
        for (byte[] piece : pieces) {
            decoder.bytes(piece, events::add);
        }
        decoder.end(events::add);
        return events;
    }
}
