package sacred.providers.wire;

/** Carries a {@link Failure} out of an exchange. Its message is not for the user: {@link Wording} writes that one. */
public final class WireException extends Exception {

    private final transient Failure failure;

    public WireException(Failure failure) {
        super(failure.what());
        this.failure = failure;
    }

    public Failure failure() {
        return failure;
    }
}
