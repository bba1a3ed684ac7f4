package sacred.app.command;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.app.config.Config;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Tool;

/** /tools: what models can call, what that needs leave for, and what was allowed for the session. */
final class Allowing {

    private Allowing() {}

    static void tools(Desk desk, String argument) {
        if (argument.equals("forget")) {
            int allowed = desk.session().permissions().granted().size();
            desk.session().permissions().forget();
            desk.say(allowed == 0 ? "Nothing was allowed for this session." : "Forgotten: you will be asked again.");
            return;
        }
        Config.Tools permissions = desk.setup().config().tools();
        desk.setup().world().toolbox().all().forEach(tool -> desk.say(line(tool, permissions)));
        desk.setup().servers().states().forEach(state -> desk.say("  MCP server " + state));
        List<Approval> granted = desk.session().permissions().granted();
        if (!granted.isEmpty()) {
            desk.say("Allowed for this session (/tools forget takes it back):");
            granted.forEach(approval -> desk.say("  " + approval.tool() + ": " + approval.action() + ": "
                    + approval.detail().lines().findFirst().orElse("")
                    + (approval.detail().lines().count() > 1 ? " …" : "")));
        }
    }

    private static String line(Tool tool, Config.Tools permissions) {
        Optional<String> permission = tool.permission();
        String word = permission
                .map(name -> permissions.of(name).name().toLowerCase(Locale.ROOT))
                .orElse("free");
        return String.format(
                "  %-12s %-6s %s",
                tool.spec().name(),
                word,
                tool.spec().description().lines().findFirst().orElse(""));
    }
}
