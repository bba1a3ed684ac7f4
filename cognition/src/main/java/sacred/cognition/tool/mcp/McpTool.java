package sacred.cognition.tool.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Arguments;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.ToolException;
import sacred.providers.ToolSpec;

/**
 * A tool of a server, for one call. Before it is called for the first time, and whenever its server describes it differently
 * than it did then, the user is shown what it is; what was shown is what is called, or nothing is.
 */
final class McpTool implements Tool {

    private static final Duration STARTING = Duration.ofSeconds(20);
    private static final int HASH_SHOWN = 8;

    private final McpServer server;
    private final ToolDefinition offered;
    private Optional<ToolDefinition> shown = Optional.empty();

    McpTool(McpServer server, ToolDefinition offered) {
        this.server = server;
        this.offered = offered;
    }

    @Override
    public ToolSpec spec() {
        return new ToolSpec(fullName(), offered.description(), offered.schema());
    }

    /** By its own server entry, which may allow it. */
    @Override
    public Optional<String> permission() {
        return Optional.of("mcp");
    }

    private String fullName() {
        return Catalogue.fullName(server.settings(), offered.name());
    }

    @Override
    public Duration deadline() {
        return server.settings().deadline().plus(STARTING);
    }

    /** May wait for the server to start. A changed tool goes by another name, so that no leave for the old one counts. */
    @Override
    public Optional<Approval> needs(Arguments arguments, Context context) throws ToolException {
        ToolDefinition current = current();
        shown = Optional.of(current);
        Optional<ToolDefinition> before = server.pins().approved(server.settings(), offered.name());
        String call = arguments.json().toPrettyString();
        String identity = current.hash() + " " + arguments.json();
        String whose =
                offered.name() + " of the MCP server " + server.settings().name();
        if (before.filter(current::equals).isPresent()) {
            return Optional.of(new Approval(fullName(), "call " + whose, call, identity));
        }
        String from = "server: " + server.settings().place().shown() + "\n";
        if (before.isEmpty()) {
            return Optional.of(new Approval(
                    fullName(), "call the new tool " + whose, from + Difference.of(current) + "\n" + call, identity));
        }
        return Optional.of(new Approval(
                fullName() + "@" + current.hash().substring(0, HASH_SHOWN),
                "call the changed tool " + whose,
                from + Difference.between(before.get(), current) + "\n" + call,
                identity));
    }

    private ToolDefinition current() throws ToolException {
        try {
            return server.definition(offered.name());
        } catch (McpException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException(
                    "Stopped while the MCP server " + server.settings().name() + " was starting.");
        }
    }

    @Override
    public String run(Arguments arguments, Context context) throws ToolException, InterruptedException {
        try {
            ToolDefinition current = server.definition(offered.name());
            if (shown.filter(current::equals).isEmpty()) {
                throw new ToolException("The tool " + fullName()
                        + " has changed after it was allowed, so it was not called. Call it again to ask anew.");
            }
            server.pins().approve(server.settings(), current);
            JsonNode result = server.call(offered.name(), arguments.json());
            String text = ResultText.of(result);
            if (result.path("isError").asBoolean()) {
                throw new ToolException(text.isBlank() ? "The tool " + fullName() + " failed without a reason." : text);
            }
            return text;
        } catch (McpException e) {
            throw failed(e);
        }
    }

    private ToolException failed(McpException e) {
        return new ToolException("The MCP server " + server.settings().name() + " " + e.getMessage() + ".");
    }
}
