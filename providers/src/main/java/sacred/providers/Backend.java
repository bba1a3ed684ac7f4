package sacred.providers;

import java.util.List;

/** One configured provider as something that can be spoken to. */
public interface Backend {

    Model model(String name);

    /** Asks which models there are. Blocks. */
    List<ModelInfo> list() throws ProviderException, InterruptedException;

    /**
     * Asks about one model, where that is a small question; else says nothing and asks nobody. Blocks, not for longer than
     * anybody would notice.
     *
     * @throws ProviderException when nobody listens there, so that it is worth asking again; every other failure is an
     *     answer that says nothing
     */
    default Told tell(String model) throws ProviderException, InterruptedException {
        return Told.NOTHING;
    }

    /** Finds out whether it can be reached with its key. Blocks; never fails. */
    Check check() throws InterruptedException;
}
