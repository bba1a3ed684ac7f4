package sacred.providers.wire;

import java.util.Optional;

/** Bytes that arrive piece by piece. */
interface Source {

    /** The next bytes, at least one; empty at the end. */
    Optional<byte[]> next() throws WireException, InterruptedException;
}
