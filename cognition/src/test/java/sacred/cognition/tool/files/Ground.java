package sacred.cognition.tool.files;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Approvals;
import sacred.cognition.tool.Decision;
import sacred.cognition.tool.History;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolRunner;
import sacred.cognition.tool.Toolbox;
import sacred.providers.ToolCall;
import sacred.timeline.ToolRun;

/** A project below a directory of its own, with a home and files of the program beside it, and the tools over it. */
final class Ground {

    static final JsonMapper JSON = new JsonMapper();

    final Path outside;
    final Path project;
    final Path home;
    final Toolbox tools;
    /** What was asked, in order, and what is answered. */
    final List<Approval> asked = new java.util.concurrent.CopyOnWriteArrayList<>();

    Decision answer = Decision.allowedBy("you");

    Ground(Path directory) {
        this(directory, () -> 0L);
    }

    Ground(Path directory, LongSupplier nanos) {
        try {
            outside = directory.toRealPath();
            home = Files.createDirectories(outside.resolve("home"));
            project = Files.createDirectories(outside.resolve("ws"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        tools = new Toolbox(
                FileTools.below(List.of(project, home), List.of(project.resolve("data")), Optional.of(home), nanos));
    }

    Path file(String name, String text) {
        try {
            Path file = project.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String name) {
        try {
            return Files.readString(project.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param arguments name, value, name, value */
    ToolRun run(String tool, Object... arguments) throws InterruptedException {
        return run(
                approval -> {
                    asked.add(approval);
                    return answer;
                },
                tool,
                arguments);
    }

    ToolRun run(Approvals approvals, String tool, Object... arguments) throws InterruptedException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            members.put((String) arguments[i], arguments[i + 1]);
        }
        Tool.Context context = new Tool.Context(InstantSource.fixed(Instant.EPOCH), ZoneOffset.UTC, History.NONE);
        return new ToolRunner(tools, context, approvals, () -> 0L)
                .run(new ToolCall("1", tool, JSON.valueToTree(members).toString()));
    }

    /** The result of a call that must not ask. */
    String unasked(String tool, Object... arguments) throws InterruptedException {
        return run(
                        approval -> {
                            throw new AssertionError("asked: " + approval);
                        },
                        tool,
                        arguments)
                .result();
    }
}
