package sacred.providers.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on the loopback that answers the nth request with the nth script, byte for byte; the last one repeats. */
public final class RawServer implements AutoCloseable {

    /** What happens on the wire after a request has been read. */
    public interface Script {
        void run(Connection connection) throws IOException, InterruptedException;
    }

    /** A connection in the middle of a request. */
    public final class Connection {
        private final Socket socket;
        private final OutputStream out;
        private String request = "";
        private boolean keep;

        private Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.out = socket.getOutputStream();
        }

        /** Head and body of the request that is being answered. */
        public String request() {
            return request;
        }

        public void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        public void send(byte[] bytes) throws IOException {
            out.write(bytes);
            out.flush();
        }

        /** Waits until the client has gone away. */
        public void awaitClose() throws IOException {
            try {
                while (socket.getInputStream().read() >= 0) {
                    // whatever it still says
                }
            } catch (IOException reset) {
                // gone as well
            }
            gone.countDown();
        }

        public void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        public void keepOpen() {
            keep = true;
        }
    }

    private final ServerSocket server;
    private final List<Script> scripts;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final CountDownLatch gone = new CountDownLatch(1);

    public RawServer(Script... scripts) {
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.scripts = List.of(scripts);
        Thread.ofVirtual().start(this::accept);
    }

    /** A whole answer with a length. */
    public static Script answer(int status, String headers, String body) {
        return connection -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            connection.keepOpen();
            connection.send("HTTP/1.1 " + status + " x\r\n" + headers + "Content-Length: " + bytes.length + "\r\n\r\n");
            connection.send(bytes);
        };
    }

    /** An answer that ends when the connection does. */
    public static Script stream(String contentType, String body) {
        return connection -> connection.send(
                "HTTP/1.1 200 OK\r\nContent-Type: " + contentType + "\r\nConnection: close\r\n\r\n" + body);
    }

    public String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** Heads and bodies of the requests, in order. */
    public List<String> requests() {
        return requests;
    }

    public int connections() {
        return sockets.size();
    }

    /** Returns when a client of {@link Connection#awaitClose} has closed its side. */
    public void awaitGone() throws InterruptedException {
        gone.await();
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

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            Connection connection = new Connection(socket);
            do {
                connection.keep = false;
                connection.request = read(socket.getInputStream());
                requests.add(connection.request);
                int number = taken.getAndIncrement();
                scripts.get(Math.min(number, scripts.size() - 1)).run(connection);
            } while (connection.keep);
        } catch (IOException | InterruptedException e) {
            // the client went away
        }
    }

    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (!bytes.toString(StandardCharsets.UTF_8).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            bytes.write(next);
        }
        String head = bytes.toString(StandardCharsets.UTF_8);
        int length = head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return head + new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
