package sacred.app.session;

import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import sacred.app.config.Config;
import sacred.app.host.Host;
import sacred.cognition.tool.Network;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.mcp.McpServers;
import sacred.cognition.tool.web.FetchPage;
import sacred.providers.wire.Authorities;
import sacred.providers.wire.Connections;
import sacred.providers.wire.Proxies;

/** The tools that reach beyond this machine, or into other programs, as the configuration has them. */
final class OutsideTools {

    private OutsideTools() {}

    static List<Tool> web(Config config, Host host) {
        return config.tools().web() == Config.Permission.OFF
                ? List.of()
                : List.of(new FetchPage(config.web(), network(config, host), Host.VERSION));
    }

    static McpServers servers(Config config, Host host) {
        return McpServers.of(
                config.mcp(), host.env(), network(config, host), host.data().resolve("mcp-tools.json"), Host.VERSION);
    }

    private static Network network(Config config, Host host) {
        return new Network(Optional.of(Proxies.of(host.env())), () -> context(Setup.trust(host, config)));
    }

    private static Optional<SSLContext> context(Connections.Trust trust) {
        Authorities all = trust.named();
        try {
            all = trust.certFile().isPresent()
                    ? all.and(Authorities.in(trust.certFile().get()))
                    : all;
        } catch (Authorities.Unreadable e) {
            // a provider that is asked says so; here it means that a connection is not believed
        }
        return all.own().isEmpty() ? Optional.empty() : Optional.of(all.context());
    }
}
