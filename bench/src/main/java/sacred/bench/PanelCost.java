package sacred.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import sacred.cognition.Budget;
import sacred.cognition.Models;
import sacred.cognition.Recall;
import sacred.cognition.RouteMemory;
import sacred.cognition.Sink;
import sacred.cognition.Stop;
import sacred.cognition.Turn;
import sacred.cognition.TurnSettings;
import sacred.cognition.schedule.Limits;
import sacred.cognition.schedule.Scheduler;
import sacred.cognition.strategy.LogicalModel;
import sacred.cognition.strategy.Options;
import sacred.cognition.strategy.Strategies;
import sacred.cognition.tool.History;
import sacred.cognition.tool.Tool;
import sacred.cognition.tool.Toolbox;
import sacred.providers.Model;
import sacred.providers.Prices;
import sacred.providers.ProviderException;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Secret;
import sacred.providers.Timeouts;
import sacred.providers.langchain.LangChain;
import sacred.providers.wire.Connections;
import sacred.providers.wire.Wire;
import sacred.timeline.Event;
import sacred.timeline.ModelRef;
import sacred.timeline.journal.Ledger;

/**
 * What a consortium takes beyond its models, seen from its server: members and arbiter answer 500 ms after they were asked, so a
 * round cannot take less than 1000 ms. Prints medians and the worst of the rounds, in ms.
 */
public final class PanelCost {

    private static final long ANSWER_MILLIS = 500;
    private static final int WARM_UP = 3;
    private static final int RUNS = 15;

    private static final String OUTPUT = "<synthesis_output><synthesis>Nile.</synthesis><confidence>%s</confidence>"
            + "<analysis>-</analysis><dissent></dissent><needs_iteration>%s</needs_iteration></synthesis_output>";

    /** A request of the server: when it had been read, and when its answer had been sent. */
    private record Exchange(boolean arbiter, long from, long to) {}

    private final List<Exchange> exchanges = Collections.synchronizedList(new ArrayList<>());

    private PanelCost() {}

    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 256, InetAddress.getLoopbackAddress())) {
            PanelCost cost = new PanelCost();
            Thread.ofVirtual().start(() -> cost.accept(server));
            for (int members : new int[] {3, 50}) {
                for (int rounds : new int[] {1, 2}) {
                    cost.measure(server.getLocalPort(), members, rounds);
                }
            }
        }
    }

    private void measure(int port, int members, int rounds) throws IOException {
        List<Double> gaps = new ArrayList<>();
        List<Double> wholes = new ArrayList<>();
        try (Connections connections = Connections.direct()) {
            Turn.World world = world(port, members, rounds, connections);
            for (int i = 0; i < WARM_UP + RUNS; i++) {
                exchanges.clear();
                run(world);
                if (exchanges.size() != rounds * (members + 1)) {
                    throw new IllegalStateException(exchanges.size() + " requests");
                }
                if (i >= WARM_UP) {
                    gaps.addAll(gaps());
                    wholes.add(whole());
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%2d members, %d round%s: last answer to arbiter's request %.1f (worst %.1f), beyond the models %.1f"
                        + " (worst %.1f)%n",
                members,
                rounds,
                rounds == 1 ? " " : "s",
                median(gaps),
                Collections.max(gaps),
                median(wholes) - 2 * ANSWER_MILLIS * rounds,
                Collections.max(wholes) - 2 * ANSWER_MILLIS * rounds);
    }

    private List<Double> gaps() {
        List<Double> gaps = new ArrayList<>();
        for (Exchange arbiter : exchanges) {
            if (arbiter.arbiter) {
                long last = exchanges.stream()
                        .filter(e -> !e.arbiter && e.to <= arbiter.from)
                        .mapToLong(Exchange::to)
                        .max()
                        .orElseThrow();
                gaps.add((arbiter.from - last) / 1e6);
            }
        }
        return gaps;
    }

    private double whole() {
        long from = exchanges.stream().mapToLong(Exchange::from).min().orElseThrow();
        long to = exchanges.stream().mapToLong(Exchange::to).max().orElseThrow();
        return (to - from) / 1e6;
    }

    private static double median(List<Double> all) {
        return all.stream().sorted().toList().get(all.size() / 2);
    }

    private static void run(Turn.World world) throws IOException {
        ModelRef council = ModelRef.logical("council");
        TurnSettings settings =
                new TurnSettings(council, council, council, List.of(), TurnSettings.Mode.RULES, Duration.ofSeconds(10));
        Event.Outcome outcome =
                new Turn(1, world, new Deaf(), new Stop()).run("Say hello to Anna.", List.of(), settings);
        if (outcome != Event.Outcome.OK) {
            throw new IllegalStateException("the turn failed");
        }
    }

    private static Turn.World world(int port, int members, int rounds, Connections connections) {
        ProviderSettings settings = new ProviderSettings(
                "stub",
                ProviderKind.OPENAI,
                "http://127.0.0.1:" + port + "/v1",
                Optional.of(new Secret("a-key-0123456789")),
                "$KEY",
                List.of(),
                new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(20)),
                RetryPolicy.DEFAULT);
        LangChain network = new LangChain(new Wire(connections, System::nanoTime, InstantSource.system()));
        Options usual = Options.USUAL;
        Options options = new Options(
                0.8,
                0.5,
                Options.StopOn.CONFIDENCE,
                rounds,
                OptionalInt.of(rounds),
                1,
                1,
                usual.patience(),
                false,
                true,
                "",
                "");
        LogicalModel council = new LogicalModel(
                "council",
                Strategies.find("consortium").orElseThrow(),
                List.of(new LogicalModel.Seat(ModelRef.parse("stub:member"), members)),
                Map.of("arbiter", ModelRef.parse("stub:arbiter")),
                options);
        Models models = new Models() {
            @Override
            public Model model(ModelRef ref) throws ProviderException {
                return network.apply(settings).model(ref.model());
            }

            @Override
            public Optional<LogicalModel> logical(ModelRef ref) {
                return ref.equals(ModelRef.logical("council")) ? Optional.of(council) : Optional.empty();
            }

            @Override
            public RetryPolicy retry(String provider) {
                return RetryPolicy.DEFAULT;
            }
        };
        Ledger none = new Ledger(Path.of("target", "none"), InstantSource.system(), ZoneOffset.UTC);
        return new Turn.World(
                models,
                new Prices(Map.of()),
                new Budget(Budget.Limits.NONE, none, BigDecimal.ZERO),
                Toolbox.HARMLESS,
                Recall.NOTHING,
                new Tool.Context(InstantSource.system(), ZoneOffset.UTC, History.NONE),
                InstantSource.system(),
                System::nanoTime,
                new Scheduler(
                        List.of(new Scheduler.Line(List.of("stub"), new Limits(64, Optional.empty()))),
                        System::nanoTime,
                        Thread::sleep),
                new Random(),
                new RouteMemory(Duration.ZERO, InstantSource.system()));
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                socket.setTcpNoDelay(true);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String request = request(in); !request.isEmpty(); request = request(in)) {
                long from = System.nanoTime();
                boolean arbiter = request.contains("\"arbiter\"");
                Thread.sleep(ANSWER_MILLIS);
                String said = arbiter ? String.format(OUTPUT, "0.9", "false") : "Nile.";
                byte[] body = ("data: {\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\""
                                + said.replace("\"", "\\\"")
                                + "\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}\n\n"
                                + "data: [DONE]\n\n")
                        .getBytes(StandardCharsets.UTF_8);
                String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nContent-Length: " + body.length
                        + "\r\n\r\n";
                long to = System.nanoTime();
                exchanges.add(new Exchange(arbiter, from, to));
                socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().write(body);
                socket.getOutputStream().flush();
            }
        } catch (IOException | InterruptedException e) {
            // a client that went away
        }
    }

    /** Head and body; empty when there is no more. */
    private static String request(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                String length = head.toString()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                        .findFirst()
                        .orElse("x:0");
                int bytes = Integer.parseInt(
                        length.substring(length.indexOf(':') + 1).strip());
                return head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
            }
        }
        return "";
    }

    private static final class Deaf implements Sink {
        @Override
        public void durable(Event.Durable event) {
            // nothing is kept
        }

        @Override
        public void fleeting(Event.Fleeting event) {
            // nobody looks
        }
    }
}
