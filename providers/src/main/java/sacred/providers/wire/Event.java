package sacred.providers.wire;

/**
 * One event of an answer's stream.
 *
 * @param type the event's name; empty for none. {@code error} also for the field {@code error:} of old llama.cpp servers
 * @param data what it carries, usually JSON
 */
public record Event(String type, String data) {

    static final String ERROR = "error";
}
