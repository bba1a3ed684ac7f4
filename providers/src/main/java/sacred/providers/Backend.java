package sacred.providers;

import java.util.List;

/** One configured provider as something that can be spoken to. */
public interface Backend {

    Model model(String name);

    /** Asks which models there are. Blocks. */
    List<ModelInfo> list() throws ProviderException, InterruptedException;

    /** Finds out whether it can be reached with its key. Blocks; never fails. */
    Check check() throws InterruptedException;
}
