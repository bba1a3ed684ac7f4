package sacred.cognition.tool;

import java.util.List;
import java.util.Optional;
import sacred.providers.ToolSpec;

/** Every tool, in one visible list. */
public final class Tools {

    public static final List<Tool> ALL =
            List.of(new Calculator(), new Units(), new Clock(), new TimelineSearch(), new Manual());

    private Tools() {}

    public static Optional<Tool> find(String name) {
        return ALL.stream().filter(tool -> tool.spec().name().equals(name)).findFirst();
    }

    /** What a model is told about them. */
    public static List<ToolSpec> specs() {
        return ALL.stream().map(Tool::spec).toList();
    }
}
