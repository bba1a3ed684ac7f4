package sacred.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import sacred.providers.wire.Connections;
import sacred.providers.wire.Wire;

/** Answers {@code tokens-N} with N tokens in events of their own, over connections that stay open. */
final class Stub implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Connections connections = Connections.direct();
    final Wire wire = new Wire(connections, System::nanoTime, InstantSource.system());
    private final Map<Integer, byte[]> answers = Map.of(1, answer(1), CallCost.TOKENS, answer(CallCost.TOKENS));

    Stub() throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Socket caller = socket.accept();
                    Thread.ofPlatform().daemon().start(() -> serve(caller));
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
            for (String request = read(in); !request.isEmpty(); request = read(in)) {
                caller.getOutputStream().write(answers.get(request.contains("tokens-1\"") ? 1 : CallCost.TOKENS));
            }
        } catch (IOException gone) {
            // the client is
        }
    }

    /** Head and body; empty at the end. */
    static String read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.write(next);
            last = last << 8 | next;
        }
        int length = head.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    private static byte[] answer(int tokens) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < tokens; i++) {
            body.append(
                            "data:"
                                + " {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"m\",")
                    .append("\"choices\":[{\"index\":0,\"delta\":{\"content\":\"w")
                    .append(Integer.toString(i * 7919 % 1296, 36))
                    .append(" \"},\"finish_reason\":null}]}\n\n");
        }
        body.append(
                        "data:"
                            + " {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":9,")
                .append("\"completion_tokens\":")
                .append(tokens)
                .append("}}\n\ndata: [DONE]\n\n");
        return ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        connections.close();
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
