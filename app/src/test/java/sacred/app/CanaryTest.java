package sacred.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sacred.app.cli.Cli;
import sacred.app.host.Host;
import sacred.app.host.Output;
import sacred.timeline.journal.Verification;

/** Servers that give our key back in every way; afterwards no byte that we wrote anywhere has it, in any spelling. */
class CanaryTest {

    private static final String KEY = "sk-canary/0123+456789=abcdef";
    private static final String OTHER = "sk-other-9876543210fedcba";
    private static final String PASSWORD = "pr0xy-pass/word";

    @TempDir
    Path directory;

    private HttpServer server;
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Map<String, String> env = new HashMap<>();
    private Echo echo = Echo.STREAM;
    private byte[] stdin = new byte[0];
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** Where a server puts what it knows. */
    private enum Echo {
        UNAUTHORIZED(401, "{\"error\":{\"message\":\"Incorrect API key provided: %s.\",\"code\":\"invalid_api_key\"}}"),
        BEGINNING(401, "{\"error\":{\"message\":\"Incorrect API key provided: %.16s...\"}}"),
        HTML(502, "<html><title>%s</title><body>%s</body></html>"),
        PLAIN(400, "cannot use %s"),
        RATE(429, "{\"error\":{\"message\":\"slow down, %s\"}}"),
        STREAM(200, ""),
        EVENT(
                200,
                "data: {\"choices\":[{\"delta\":{\"content\":\"so \"}}]}\n\n"
                        + "data: {\"error\":{\"message\":\"%s\"}}\n\n"),
        CUT(200, "data: {\"choices\":[{\"delta\":{\"content\":\"%s and\"}}]}\n\n"),
        TOOL(
                200,
                "data:"
                    + " {\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"calculator\",\"arguments\":\"{\\\"expression\\\":\\\"%s\\\"}\"}}]}}]}\n\n"
                    + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"tool_calls\"}]}\n\n"
                    + "data: [DONE]\n\n"),
        FACTS(
                200,
                "data: {\"model\":\"%s\",\"choices\":[{\"delta\":{\"content\":\"x\"}}]}\n\n"
                        + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"%s\"}],\"usage\":{\"prompt_tokens\":1,"
                        + "\"completion_tokens\":1,\"note\":\"%s\"}}\n\ndata: [DONE]\n\n"),
        WHOLE(200, "{\"choices\":[{\"message\":{\"content\":\"%s\"},\"finish_reason\":\"stop\"}]}");

        private final int status;
        private final String body;

        Echo(int status, String body) {
            this.status = status;
            this.body = body;
        }

        String body(String what) {
            return this == STREAM
                    ? letters(what)
                    : body.replace("%.16s", what.substring(0, 16)).replace("%s", what);
        }

        /** An answer and a thought, letter by letter. */
        private static String letters(String what) {
            String thought = pieces("reasoning_content", what);
            return thought + pieces("content", "It is " + what + " again.")
                    + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n";
        }

        private static String pieces(String member, String text) {
            return text.chars()
                    .mapToObj(c -> "data: {\"choices\":[{\"delta\":{\"" + member + "\":\"" + (char) c + "\"}}]}\n\n")
                    .collect(Collectors.joining());
        }
    }

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        Files.writeString(directory.resolve("config.yaml"), """
            llm_providers:
              one: {type: openai, base_url: "%s", api_key: "${ONE_KEY}"}
              two: {type: openai, base_url: "%s", api_key: "${TWO_KEY}"}
              off: {type: openai, enabled: false, base_url: "%s", api_key: "sk-off-00112233445566"}
            routing_strategy: {mode: rules, response_formatting: "one:alpha", tool_calling: "one:alpha", fallback: ["two:beta"]}
            limits: {retry: {attempts: 2, base_ms: 1, cap_ms: 1}}
            log: {level: debug}
            """.formatted(url, url, url));
        env.putAll(Map.of(
                "SACRED_DATA",
                directory.resolve("data").toString(),
                "SACRED_CONFIG",
                directory.resolve("config.yaml").toString(),
                "ONE_KEY",
                KEY,
                "TWO_KEY",
                OTHER,
                "HTTPS_PROXY",
                "http://me:" + URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8) + "@proxy.invalid:8080",
                "TERM",
                "xterm"));
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        received.add(exchange.getRequestHeaders().getFirst("Authorization") + "\n"
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String base64 = Base64.getEncoder().encodeToString(("me:" + KEY).getBytes(StandardCharsets.UTF_8));
        String what = String.join(
                        " ",
                        KEY,
                        OTHER,
                        PASSWORD,
                        "sk-off-00112233445566",
                        base64,
                        URLEncoder.encode(KEY, StandardCharsets.UTF_8))
                .transform(all -> echo == Echo.BEGINNING ? KEY : all);
        byte[] body = echo.body(what).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set(
                        "Content-Type",
                        echo.status == 200 && echo != Echo.WHOLE ? "text/event-stream" : "application/json");
        for (String header :
                List.of("X-Echo", "X-Request-Id", "Retry-After", "WWW-Authenticate", "Set-Cookie", "Location")) {
            exchange.getResponseHeaders().set(header, what);
        }
        exchange.sendResponseHeaders(echo.status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private int run(String... args) throws InterruptedException {
        return Cli.run(
                args,
                new Host(
                        env,
                        () -> Instant.parse("2026-11-25T10:00:00Z"),
                        System::nanoTime,
                        ZoneOffset.UTC,
                        new ByteArrayInputStream(stdin),
                        new Output(out, false),
                        new Output(err, false),
                        false,
                        Optional.empty()));
    }

    /** Every byte that was written anywhere, by where it is. */
    private Map<String, String> written() throws IOException {
        Map<String, String> all = new HashMap<>();
        all.put("stdout", out.toString(StandardCharsets.ISO_8859_1));
        all.put("stderr", err.toString(StandardCharsets.ISO_8859_1));
        try (Stream<Path> files = Files.walk(directory.resolve("data"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all;
    }

    private static List<String> spellings() {
        List<String> all = new ArrayList<>();
        for (String secret : List.of(KEY, OTHER, PASSWORD, "sk-off-00112233445566")) {
            all.add(secret);
            all.add(secret.substring(0, Math.min(14, secret.length())));
            all.add(secret.replace("/", "\\/"));
            all.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
            for (String before : List.of("", "a", "ab")) {
                String encoded = Base64.getEncoder().encodeToString((before + secret).getBytes(StandardCharsets.UTF_8));
                all.add(encoded.substring(4, encoded.length() - 4));
            }
        }
        return all;
    }

    private void nobodyHasIt() throws IOException {
        Map<String, String> all = written();
        assertTrue(
                all.keySet().stream().anyMatch(name -> name.endsWith(".jsonl")),
                all.keySet().toString());
        assertTrue(
                all.keySet().stream().anyMatch(name -> name.endsWith("sacred.log")),
                all.keySet().toString());
        all.forEach((where, text) -> spellings()
                .forEach(spelling -> assertFalse(text.contains(spelling), spelling + " in " + where + ":\n" + text)));
        for (String name : all.keySet()) {
            if (name.endsWith(".jsonl")) {
                assertEquals(List.of(), Verification.of(Path.of(name)).problems());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Echo.class)
    void whateverAServerEchoesIsWrittenNowhere(Echo how) throws Exception {
        echo = how;

        run("ask", "What is 17 times 3? Use the calculator.");
        run("ask", "--json", "-m", "two:beta", "Say it.");

        assertTrue(received.stream().anyMatch(request -> request.startsWith("Bearer " + KEY)), "the key went out");
        nobodyHasIt();
        if (how == Echo.STREAM) {
            assertTrue(
                    out.toString(StandardCharsets.UTF_8).startsWith("It is [key of one] [key of two]"), out.toString());
        }
    }

    @Test
    void theCommandsThatLookAtProvidersWriteItNowhere() throws Exception {
        run("ask", "Say it.");
        for (Echo how : List.of(Echo.UNAUTHORIZED, Echo.HTML, Echo.WHOLE)) {
            echo = how;
            run("providers", "--check");
            run("models");
            run("doctor");
            stdin = "/models\n/context\n/status\n/config\nSay it.\n".getBytes(StandardCharsets.UTF_8);
            run();
            stdin = new byte[0];
        }

        nobodyHasIt();
    }

    @Test
    void aKeyInThePromptIsRefusedAndReachesNobodyEvenWhenItIsAllowed() throws Exception {
        assertEquals(Cli.USAGE, run("ask", "Why is " + KEY + " refused?"));
        assertEquals(List.of(), received);
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("key of one"), err.toString());

        run("ask", "--allow-secrets", "Why is " + KEY + " refused? And " + OTHER + "?");

        assertFalse(received.isEmpty());
        for (String request : received) {
            String body = request.substring(request.indexOf('\n'));
            assertFalse(body.contains(KEY) || body.contains(OTHER), body);
            assertTrue(body.contains("[key of one]"), body);
        }
        nobodyHasIt();
    }

    @Test
    void theKeyOfOneProviderIsSentToNoOther() throws Exception {
        echo = Echo.UNAUTHORIZED;

        run("ask", "Say it.");
        run("ask", "-c", "-m", "two:beta", "Say it.");

        for (String request : received) {
            assertTrue(request.startsWith("Bearer " + KEY) ^ request.startsWith("Bearer " + OTHER), request);
            String foreign = request.startsWith("Bearer " + KEY) ? OTHER : KEY;
            assertFalse(request.contains(foreign), request);
        }
    }
}
