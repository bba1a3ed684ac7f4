package sacred.app.cli;

/** The command line asks for something that cannot be; the message says what to write instead. */
final class UsageException extends Exception {
    UsageException(String message) {
        super(message);
    }
}
