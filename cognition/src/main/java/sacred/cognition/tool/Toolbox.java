package sacred.cognition.tool;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import sacred.providers.ToolSpec;

/**
 * The tools that models may call, in the order in which they are told.
 *
 * @param tools our own; one that comes later cannot take the name of one of them
 */
public record Toolbox(List<Tool> tools, Later later) {

    /** Those that touch nothing outside of this program. */
    public static final Toolbox HARMLESS =
            new Toolbox(List.of(new Calculator(), new Units(), new Clock(), new TimelineSearch(), new Manual()));

    /** Tools from elsewhere, which may arrive and change while the program runs. Any thread. */
    public interface Later {

        Later NONE = new Later() {
            @Override
            public List<Tool> now() {
                return List.of();
            }

            @Override
            public void await(Consumer<String> note) {}
        };

        /** Those that are known at this moment. Does not wait, but sees to it that the others come. */
        List<Tool> now();

        /**
         * Waits a moment for those that never were there before.
         *
         * @param note told what is missing, a sentence
         */
        void await(Consumer<String> note) throws InterruptedException;
    }

    public Toolbox {
        tools = List.copyOf(tools);
    }

    public Toolbox(List<Tool> tools) {
        this(tools, Later.NONE);
    }

    public Toolbox and(List<Tool> more) {
        List<Tool> both = new ArrayList<>(tools);
        both.addAll(more);
        return new Toolbox(both, later);
    }

    public Toolbox and(Later more) {
        return new Toolbox(tools, more);
    }

    public Optional<Tool> find(String name) {
        return all().stream().filter(tool -> tool.spec().name().equals(name)).findFirst();
    }

    /** What a model is told about them. */
    public List<ToolSpec> specs() {
        return all().stream().map(Tool::spec).toList();
    }

    /** Those that there are at this moment; of two of one name the first, and one of our own before any other. */
    public List<Tool> all() {
        List<Tool> all = new ArrayList<>(tools);
        Set<String> taken = new HashSet<>();
        tools.forEach(tool -> taken.add(tool.spec().name()));
        later.now().stream().filter(tool -> taken.add(tool.spec().name())).forEach(all::add);
        return all;
    }
}
