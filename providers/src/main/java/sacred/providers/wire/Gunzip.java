package sacred.providers.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Unpacks a body that a server packed although nobody asked for it. */
final class Gunzip implements Source {

    /** Takes what the packed source throws through {@link InputStream}, which knows only {@link IOException}. */
    private static final class Carried extends IOException {
        Carried(Exception cause) {
            super(cause);
        }
    }

    private final Packed packed;
    private final byte[] buffer = new byte[8192];
    private Optional<GZIPInputStream> unpacked = Optional.empty();

    Gunzip(Source source) {
        this.packed = new Packed(source);
    }

    @Override
    public Optional<byte[]> next() throws WireException, InterruptedException {
        try {
            if (unpacked.isEmpty()) {
                unpacked = Optional.of(new GZIPInputStream(packed));
            }
            int count = unpacked.get().read(buffer);
            return count <= 0 ? Optional.empty() : Optional.of(Arrays.copyOf(buffer, count));
        } catch (Carried carried) {
            switch (carried.getCause()) {
                case WireException e -> throw e;
                case InterruptedException e -> throw e;
                default -> throw new IllegalStateException(carried.getCause());
            }
        } catch (EOFException e) {
            if (packed.empty) {
                return Optional.empty();
            }
            throw Failure.interrupted("ended in the middle of a packed answer").thrown();
        } catch (IOException e) {
            throw Failure.interrupted("sent a packed answer that cannot be unpacked")
                    .thrown();
        }
    }

    private static final class Packed extends InputStream {
        private final Source source;
        private byte[] piece = new byte[0];
        private int at;
        private boolean empty = true;

        Packed(Source source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (at == piece.length) {
                Optional<byte[]> next = next();
                if (next.isEmpty()) {
                    return -1;
                }
                piece = next.get();
                at = 0;
                empty = false;
            }
            int count = Math.min(length, piece.length - at);
            System.arraycopy(piece, at, into, offset, count);
            at += count;
            return count;
        }

        private Optional<byte[]> next() throws IOException {
            try {
                return source.next();
            } catch (WireException | InterruptedException e) {
                throw new Carried(e);
            }
        }
    }
}
