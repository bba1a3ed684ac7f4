package sacred.app.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import sacred.cognition.TurnSettings;
import sacred.timeline.ModelRef;

/** The section {@code tools}: what models may do, how often in a turn, and who gets the tools described in the prompt. */
record ToolsSection(Entry.Group group, Problems problems, List<String> notes) {

    Config.Tools permissions() {
        Config.Tools tools = new Config.Tools(
                permission("files"),
                permission("shell"),
                permission("web"),
                roots(),
                group.number("max_rounds")
                        .map(BigDecimal::intValueExact)
                        .orElse(TurnSettings.Tools.DEFAULT.maxRounds()));
        if (tools.shell() == Config.Permission.ALLOW) {
            notes.add("tools.shell is allow: commands that models write run without being asked about.");
        }
        return tools;
    }

    /** The models that are not offered tools in the way of their API. */
    Set<ModelRef> inPrompt() {
        Set<ModelRef> models = new LinkedHashSet<>();
        for (Entry.Text model : group.texts("in_prompt")) {
            try {
                models.add(ModelRef.parse(model.value()));
            } catch (IllegalArgumentException e) {
                problems.add(model.place(), model.path(), "expected a model: write provider:model.");
            }
        }
        return models;
    }

    private List<Path> roots() {
        List<Path> roots = new ArrayList<>();
        for (Entry.Text root : group.texts("roots")) {
            if (root.value().startsWith("/") && root.value().indexOf('\0') < 0) {
                roots.add(Path.of(root.value()).normalize());
            } else {
                problems.add(root.place(), root.path(), "expected an absolute path; ${HOME} may begin it.");
            }
        }
        return roots;
    }

    private Config.Permission permission(String tool) {
        return group.word(tool)
                .map(w -> Config.Permission.valueOf(w.toUpperCase(Locale.ROOT)))
                .orElse(Config.Permission.ASK);
    }
}
