package sacred.providers;

/**
 * A tool that a model wants run.
 *
 * @param id pairs the call with its result; made up where the provider sends none
 * @param arguments JSON, verbatim: an object, unless the model has made a mistake; {@code {}} where there are none
 */
public record ToolCall(String id, String name, String arguments) {}
