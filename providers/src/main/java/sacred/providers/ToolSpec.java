package sacred.providers;

/**
 * A tool as a model is told about it.
 *
 * @param parameters a JSON schema of type object
 */
public record ToolSpec(String name, String description, String parameters) {}
