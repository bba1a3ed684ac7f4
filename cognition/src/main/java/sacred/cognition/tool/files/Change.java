package sacred.cognition.tool.files;

import java.util.Optional;

/**
 * What a call will do to one file, exactly as it is shown.
 *
 * @param before the hash of the bytes that it is based on; empty for a file that does not exist
 * @param after the bytes that the file will have; never changed
 */
record Change(Spot spot, Optional<String> before, byte[] after) {}
