package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the tools of each server were when they were last seen, and what they were when the user let them be called. Kept in one
 * file that only its owner can read; several processes may write it, and the last one wins. What cannot be read or written is
 * asked about again. Any thread.
 *
 * <p>A server is its name together with its command or address: another program under the same name has to be approved anew.
 */
final class Pins {

    private static final String SEEN = "seen";
    private static final String APPROVED = "approved";
    private static final String TRIED = "tried";

    private final Path file;
    /** Of this process, so that a disk that is full asks nobody twice. */
    private final Map<String, ToolDefinition> approvedHere = new LinkedHashMap<>();

    private final Set<String> triedHere = new HashSet<>();

    Pins(Path file) {
        this.file = file;
    }

    /** The tools that the server had when it last listed them. */
    synchronized List<ToolDefinition> seen(McpSettings server) {
        return definitions(read().path(key(server)).path(SEEN));
    }

    synchronized void see(McpSettings server, List<ToolDefinition> tools) {
        if (!seen(server).equals(tools)) {
            ObjectNode all = read();
            ArrayNode list = all.withObject("/" + key(server)).putArray(SEEN);
            tools.forEach(tool -> list.add(json(tool)));
            write(all);
        }
    }

    /** Whether nobody waited for the server before; from now on somebody has. */
    synchronized boolean firstTry(McpSettings server) {
        ObjectNode all = read();
        ObjectNode mine = all.withObject("/" + key(server));
        boolean first = triedHere.add(key(server)) && !mine.has(TRIED);
        if (first) {
            mine.put(TRIED, true);
            write(all);
        }
        return first;
    }

    /** The tool as the user approved it. */
    synchronized Optional<ToolDefinition> approved(McpSettings server, String tool) {
        return Optional.ofNullable(approvedHere.get(key(server) + "/" + tool))
                .or(() -> definitions(read().path(key(server)).path(APPROVED)).stream()
                        .filter(definition -> definition.name().equals(tool))
                        .findFirst());
    }

    synchronized void approve(McpSettings server, ToolDefinition tool) {
        if (approved(server, tool.name()).filter(tool::equals).isPresent()) {
            return;
        }
        approvedHere.put(key(server) + "/" + tool.name(), tool);
        ObjectNode all = read();
        ObjectNode mine = all.withObject("/" + key(server));
        List<ToolDefinition> others = new ArrayList<>(definitions(mine.path(APPROVED)));
        others.removeIf(other -> other.name().equals(tool.name()));
        others.add(tool);
        ArrayNode list = mine.putArray(APPROVED);
        others.forEach(other -> list.add(json(other)));
        write(all);
    }

    private static String key(McpSettings server) {
        return server.name() + "@"
                + ToolDefinition.sha256(server.place().shown()).substring(0, 16);
    }

    private static ObjectNode json(ToolDefinition tool) {
        return JsonRpc.JSON
                .createObjectNode()
                .put("name", tool.name())
                .put("description", tool.description())
                .put("schema", tool.schema())
                .put("sha256", tool.hash());
    }

    /** Those whose hash is right; an entry that was edited by hand counts as none. */
    private static List<ToolDefinition> definitions(JsonNode list) {
        List<ToolDefinition> definitions = new ArrayList<>();
        for (JsonNode entry : list) {
            ToolDefinition tool = new ToolDefinition(
                    entry.path("name").asText(),
                    entry.path("description").asText(),
                    entry.path("schema").asText());
            if (tool.hash().equals(entry.path("sha256").asText())) {
                definitions.add(tool);
            }
        }
        return definitions;
    }

    private ObjectNode read() {
        try {
            return JsonRpc.JSON.readTree(Files.readString(file)) instanceof ObjectNode all
                    ? all
                    : JsonRpc.JSON.createObjectNode();
        } catch (NoSuchFileException nothingYet) {
            return JsonRpc.JSON.createObjectNode();
        } catch (IOException | RuntimeException damaged) {
            return JsonRpc.JSON.createObjectNode();
        }
    }

    private void write(ObjectNode all) {
        Path directory = file.toAbsolutePath().getParent();
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path next = Files.createTempFile(
                    directory,
                    "mcp-tools",
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(next, all.toPrettyString() + "\n");
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException e) {
            // what is not kept is asked about again
        }
    }
}
