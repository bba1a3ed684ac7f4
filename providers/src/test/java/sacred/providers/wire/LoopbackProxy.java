package sacred.providers.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on the loopback that keeps what it is told, and leads every tunnel to one server or refuses it. */
final class LoopbackProxy implements AutoCloseable {

    private final ServerSocket server;
    private final Optional<InetSocketAddress> target;
    private final String answer;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    /** Every tunnel ends at {@code target}, whatever host was asked for. */
    LoopbackProxy(InetSocketAddress target) throws IOException {
        this(Optional.of(target), "HTTP/1.1 200 OK\r\n\r\n");
    }

    /** Every request gets this answer. */
    LoopbackProxy(String answer) throws IOException {
        this(Optional.empty(), answer);
    }

    private LoopbackProxy(Optional<InetSocketAddress> target, String answer) throws IOException {
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.answer = answer;
        Thread.ofVirtual().start(this::accept);
    }

    String url(String user) {
        return "http://" + (user.isEmpty() ? "" : user + "@") + "127.0.0.1:" + server.getLocalPort();
    }

    String place() {
        return "the proxy 127.0.0.1:" + server.getLocalPort();
    }

    /** What the proxy itself was told, up to the empty line. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket client) {
        try (client) {
            heads.add(head(client.getInputStream()));
            client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
            if (target.isPresent()) {
                try (Socket far =
                        new Socket(target.get().getAddress(), target.get().getPort())) {
                    sockets.add(far);
                    Thread back = Thread.ofVirtual().start(() -> copy(far, client));
                    copy(client, far);
                    back.join();
                }
            }
        } catch (IOException | InterruptedException e) {
            // the client went away
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of the two went away
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
