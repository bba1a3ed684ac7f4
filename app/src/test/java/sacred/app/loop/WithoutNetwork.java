package sacred.app.loop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ProtocolFamily;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import sacred.app.cli.Cli;
import sacred.app.edit.Input.Key;
import sacred.app.edit.Input.Name;
import sacred.app.host.Host;
import sacred.app.host.Output;
import sacred.app.replay.Playback;
import sacred.app.replay.Script;
import sacred.app.text.Size;
import sacred.timeline.journal.Reading;

/** A program that runs a part of ours in a JVM in which every way to a network is counted and refused. */
final class WithoutNetwork {

    private static final AtomicInteger TRIES = new AtomicInteger();

    private WithoutNetwork() {}

    private static IOException refused() {
        TRIES.incrementAndGet();
        return new IOException("there is no network");
    }

    /** Channels, and what the HTTP client is made of. */
    public static final class Provider extends SelectorProvider {
        @Override
        public DatagramChannel openDatagramChannel() throws IOException {
            throw refused();
        }

        @Override
        public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
            throw refused();
        }

        @Override
        public Pipe openPipe() throws IOException {
            throw refused();
        }

        @Override
        public AbstractSelector openSelector() throws IOException {
            throw refused();
        }

        @Override
        public ServerSocketChannel openServerSocketChannel() throws IOException {
            throw refused();
        }

        @Override
        public SocketChannel openSocketChannel() throws IOException {
            throw refused();
        }

        @Override
        public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
            throw refused();
        }
    }

    /** Asked by whoever is about to open a connection to a URL. */
    private static final class NoProxies extends ProxySelector {
        @Override
        public List<Proxy> select(URI uri) {
            TRIES.incrementAndGet();
            return List.of(Proxy.NO_PROXY);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException why) {}
    }

    public static void main(String[] args) throws Exception {
        refuseSockets();
        Host host = new Host(
                System.getenv(),
                () -> Instant.parse("2026-11-25T10:00:00Z"),
                System::nanoTime,
                ZoneOffset.UTC,
                new ByteArrayInputStream(new byte[0]),
                new Output(System.out, false),
                new Output(System.out, false),
                false,
                Optional.empty());
        int code = switch (args[0]) {
            case "plain" -> Cli.run(new String[] {"replay", args[1], "--speed", "max", "--plain"}, host);
            case "screen" -> screen(host, Path.of(args[1]));
            case "ask" -> Cli.run(new String[] {"ask", "--no-save", "Hello?"}, host);
            default -> ways();
        };
        System.out.println(TRIES.get() + " tries, exit " + code);
        System.exit(0);
    }

    /** The factories are old, and there is nothing else that sees every socket of a JVM. */
    @SuppressWarnings("deprecation")
    private static void refuseSockets() throws IOException {
        ProxySelector.setDefault(new NoProxies());
        Socket.setSocketImplFactory(() -> {
            throw new IllegalStateException(refused());
        });
        ServerSocket.setSocketFactory(() -> {
            throw new IllegalStateException(refused());
        });
        DatagramSocket.setDatagramSocketImplFactory(() -> {
            throw new IllegalStateException(refused());
        });
    }

    private static int screen(Host host, Path file) throws IOException, InterruptedException {
        Rehearsal somebody = new Rehearsal(new Size(80, 24));
        somebody.presses(text -> text.contains("▶ 1x"), Key.typed("="))
                .presses(text -> text.contains("▶ 2x"), Key.of(Name.RIGHT))
                .presses(text -> text.contains("‖"), Key.of(Name.END))
                .presses(text -> text.contains("■"), Key.typed("q"));
        Script script = Script.of(Reading.of(file).entries());
        int code = ScreenUi.replay(host, "again", Playback.start(script, 1), somebody);
        System.out.println(Rehearsal.text(somebody.frames.getLast()));
        return code;
    }

    private interface Way {
        void out() throws Exception;
    }

    /** The control; the result is how many ways out were not refused, or not counted. */
    private static int ways() {
        URI uri = URI.create("http://127.0.0.1:9/");
        InetAddress here = InetAddress.getLoopbackAddress();
        List<Way> ways = List.of(
                () -> new Socket(here, 9).close(),
                () -> new ServerSocket(0).close(),
                () -> new DatagramSocket().close(),
                () -> SocketChannel.open().close(),
                () -> DatagramChannel.open().close(),
                () -> HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding()),
                () -> uri.toURL().openStream().close());
        int open = 0;
        for (Way way : ways) {
            int before = TRIES.get();
            try {
                way.out();
                open++;
            } catch (Exception | Error e) {
                open += TRIES.get() == before ? 1 : 0;
            }
        }
        return open;
    }
}
