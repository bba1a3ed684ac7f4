package sacred.cognition.tool.web;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Where names lead. */
@FunctionalInterface
interface Names {

    /** Those of the machine. Blocks, and cannot be interrupted. */
    Names SYSTEM = host -> List.of(InetAddress.getAllByName(host));

    List<InetAddress> resolve(String host) throws UnknownHostException;
}
