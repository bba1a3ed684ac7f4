package sacred.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server with models that take their time: {@code direct} and {@code tools} route so after 50 ms, {@code answer} writes ten
 * tokens in 500 ms, {@code none} says at once that no tool is to be called, {@code hung} never answers. Counts the tokens that
 * were written to somebody who had gone, as far as it noticed.
 */
final class RouteStub implements AutoCloseable {

    static final int ROUTE_MILLIS = 50;
    static final int ANSWER_MILLIS = 500;
    static final int TOKENS = 10;

    private static final String ROUTE =
            "{\\\"intent\\\":\\\"chat\\\",\\\"domains\\\":{\\\"CD\\\":0.1,\\\"SD\\\":0.1,\\\"CuD\\\":0.1,\\\"ED\\\":0.8},"
                + "\\\"tools\\\":%s,\\\"plan\\\":\\\"%s\\\",\\\"reason\\\":\\\"\\\"}";
    private static final String END =
            "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,"
                    + "\"completion_tokens\":10}}\n\ndata: [DONE]\n\n";

    private final ServerSocket socket = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
    final AtomicInteger thrownAway = new AtomicInteger();

    RouteStub() throws IOException {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket caller = socket.accept();
                    Thread.ofVirtual().start(() -> serve(caller));
                }
            } catch (IOException closed) {
                // the measurement is over
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/v1";
    }

    private void serve(Socket caller) {
        try (caller) {
            caller.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(caller.getInputStream());
            for (String request = Stub.read(in); !request.isEmpty(); request = Stub.read(in)) {
                answer(request, caller.getOutputStream());
            }
        } catch (IOException gone) {
            // the client is
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(String request, OutputStream out) throws IOException, InterruptedException {
        head(out);
        if (request.contains("\"hung\"")) {
            Thread.sleep(600_000);
        } else if (request.contains("\"answer\"")) {
            words(out);
        } else if (!request.contains("\"none\"")) {
            Thread.sleep(ROUTE_MILLIS);
            boolean tools = request.contains("\"tools\"") && !request.contains("\"direct\"");
            token(out, tools ? ROUTE.formatted("[\\\"clock\\\"]", "tools") : ROUTE.formatted("[]", "direct"));
        } else {
            token(out, "none");
        }
        chunk(out, END);
        out.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
    }

    private void words(OutputStream out) throws IOException, InterruptedException {
        int written = 0;
        try {
            for (; written < TOKENS; written++) {
                Thread.sleep(ANSWER_MILLIS / TOKENS);
                token(out, "word ");
            }
        } catch (IOException gone) {
            thrownAway.addAndGet(written);
            throw gone;
        }
    }

    private static void head(OutputStream out) throws IOException {
        out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
    }

    private static void token(OutputStream out, String text) throws IOException {
        chunk(
                out,
                "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + text
                        + "\"},\"finish_reason\":null}]}\n\n");
    }

    private static void chunk(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] size = (Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[size.length + bytes.length + 2];
        System.arraycopy(size, 0, all, 0, size.length);
        System.arraycopy(bytes, 0, all, size.length, bytes.length);
        all[all.length - 2] = '\r';
        all[all.length - 1] = '\n';
        out.write(all);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
