package sacred.cognition.tool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import sacred.providers.ToolSpec;

/** The tools that models may call, in the order in which they are told. */
public record Toolbox(List<Tool> tools) {

    /** Those that touch nothing outside of this program. */
    public static final Toolbox HARMLESS =
            new Toolbox(List.of(new Calculator(), new Units(), new Clock(), new TimelineSearch(), new Manual()));

    public Toolbox {
        tools = List.copyOf(tools);
    }

    public Toolbox and(List<Tool> more) {
        List<Tool> all = new ArrayList<>(tools);
        all.addAll(more);
        return new Toolbox(all);
    }

    public Optional<Tool> find(String name) {
        return tools.stream().filter(tool -> tool.spec().name().equals(name)).findFirst();
    }

    /** What a model is told about them. */
    public List<ToolSpec> specs() {
        return tools.stream().map(Tool::spec).toList();
    }
}
