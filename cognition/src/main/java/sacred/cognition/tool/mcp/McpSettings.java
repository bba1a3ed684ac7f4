package sacred.cognition.tool.mcp;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import sacred.providers.Secret;

/**
 * A server as the configuration names it.
 *
 * @param name what its tools begin with
 * @param allow its own names of the tools that are called without asking
 * @param deadline for one call
 */
public record McpSettings(String name, Place place, List<String> allow, Duration deadline) {

    public McpSettings {
        allow = List.copyOf(allow);
    }

    /** How a server is reached. */
    public sealed interface Place {
        /** The same in one line, without secrets. */
        String shown();
    }

    /**
     * A process of this machine.
     *
     * @param command the program and its arguments, as they are run: by no shell
     * @param env its own variables
     */
    public record Local(List<String> command, Map<String, Secret> env) implements Place {
        public Local {
            command = List.copyOf(command);
            env = Map.copyOf(env);
        }

        @Override
        public String shown() {
            return String.join(" ", command.stream().map(Local::quoted).toList());
        }

        private static String quoted(String word) {
            return word.matches("[A-Za-z0-9_@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
        }
    }

    /** A server that speaks streamable HTTP. */
    public record Remote(URI url, Map<String, Secret> headers) implements Place {
        public Remote {
            headers = Map.copyOf(headers);
        }

        @Override
        public String shown() {
            return url.toString();
        }
    }

    Map<String, Secret> secrets() {
        return new LinkedHashMap<>(
                switch (place) {
                    case Local local -> local.env();
                    case Remote remote -> remote.headers();
                });
    }
}
