package sacred.cognition.tool.web;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server at an address of this machine that answers the nth request with the nth script; the last one repeats. */
final class Loopback implements AutoCloseable {

    interface Script {
        void run(OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final List<Script> scripts;
    final List<String> requests = new CopyOnWriteArrayList<>();
    final List<Socket> connections = new CopyOnWriteArrayList<>();
    final CountDownLatch gone = new CountDownLatch(1);

    Loopback(Script... scripts) {
        this("127.0.0.1", 0, scripts);
    }

    Loopback(String address, int port, Script... scripts) {
        try {
            server = new ServerSocket(port, 50, InetAddress.ofLiteral(address));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.scripts = List.of(scripts);
        Thread.ofVirtual().start(this::accept);
    }

    static Script page(String type, String body) {
        return answer("200 OK", "Content-Type: " + type, body.getBytes(StandardCharsets.UTF_8));
    }

    static Script redirect(String location) {
        return answer("302 Found", "Location: " + location, new byte[0]);
    }

    static Script answer(String status, String headers, byte[] body) {
        return out -> {
            out.write(("HTTP/1.1 " + status + "\r\n" + headers + "\r\nContent-Length: " + body.length
                            + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            out.write(body);
        };
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = socket.getInputStream().read();
                if (next < 0) {
                    return;
                }
                head.append((char) next);
            }
            requests.add(head.toString());
            scripts.get(Math.min(requests.size(), scripts.size()) - 1).run(socket.getOutputStream());
        } catch (IOException e) {
            gone.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
