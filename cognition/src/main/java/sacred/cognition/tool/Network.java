package sacred.cognition.tool;

import java.net.ProxySelector;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * How tools reach the network.
 *
 * @param proxy empty for direct connections
 * @param trust whose certificates are believed, made when the first secure connection is; empty for those that Java knows
 */
public record Network(Optional<ProxySelector> proxy, Supplier<Optional<SSLContext>> trust) {

    public static final Network DIRECT = new Network(Optional.empty(), Optional::empty);
}
