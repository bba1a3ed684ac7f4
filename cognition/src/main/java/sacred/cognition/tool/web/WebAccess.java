package sacred.cognition.tool.web;

import java.util.Set;

/**
 * Where pages may come from, as the configuration says.
 *
 * @param ports besides 80 and 443
 * @param privateAddresses whether this machine and the network around it may be asked as well; metadata services never
 */
public record WebAccess(Set<Integer> ports, boolean privateAddresses) {

    public static final WebAccess USUAL = new WebAccess(Set.of(), false);

    public WebAccess {
        ports = Set.copyOf(ports);
    }

    boolean admits(Reach reach) {
        return reach == Reach.PUBLIC || reach == Reach.PRIVATE && privateAddresses;
    }
}
