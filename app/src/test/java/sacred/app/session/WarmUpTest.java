package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sacred.app.Stage;
import sacred.timeline.ModelRef;

/** Against a server that loads for as long as a test wants it to. */
@Timeout(60)
class WarmUpTest {

    private static final ModelRef MODEL = ModelRef.parse("ollama:llama3.1");

    @TempDir
    Path directory;

    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch loaded = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private String inMemory = "";
    private String answer = "200 OK\r\nContent-Length: 13\r\n\r\n{\"done\":true}";
    private ServerSocket server;
    private Stage stage;
    private Setup setup;

    @BeforeEach
    void open() throws Exception {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
        stage = new Stage(directory);
        configured("");
    }

    private void configured(String more) throws Exception {
        stage.config("""
            llm_providers:
              ollama: {base_url: "http://127.0.0.1:%d"}
              other: {type: openai, base_url: "%s"}
            routing_strategy: {response_formatting: "ollama:llama3.1"}
            %s
            """.formatted(server.getLocalPort(), stage.url(), more));
        setup = Setup.of(
                stage.host(OutputStream.nullOutputStream(), OutputStream.nullOutputStream()), Optional.empty());
    }

    @AfterEach
    void close() throws IOException {
        loaded.countDown();
        setup.close();
        stage.close();
        server.close();
    }

    @Test
    void theModelIsLoadedWithoutAPromptAndTheUserIsTold() throws Exception {
        setup.warmUp(MODEL, said::add);

        assertEquals("Loading ollama:llama3.1 into memory …", said.take());
        loaded.countDown();
        assertTrue(said.take().matches("ollama:llama3.1 is loaded, after \\d+\\.\\d s\\."));
        assertEquals("GET /api/ps ", requests.getFirst());
        assertEquals(
                "POST /api/generate {\"model\":\"llama3.1\",\"keep_alive\":\"900s\",\"stream\":false,"
                        + "\"options\":{\"num_ctx\":4096}}",
                requests.getLast());
    }

    @Test
    void aModelThatIsInMemoryIsNotLoadedAgain() throws Exception {
        inMemory = "llama3.1:latest";
        setup.warmUp(MODEL, said::add);
        setup.warmUp().join();

        assertEquals(List.of("GET /api/ps "), requests);
        assertEquals(List.of(), List.copyOf(said));
    }

    @Test
    void aPromptForTheSameModelLetsTheLoadGoOnAndIsNotTalkedInto() throws Exception {
        setup.warmUp(MODEL, said::add);
        said.take();
        asked.await();

        setup.warmUp().giveWay(MODEL);
        loaded.countDown();
        setup.warmUp().join();

        assertEquals(List.of(), List.copyOf(said));
        assertEquals(1, gone.getCount());
    }

    @Test
    void aPromptForAnotherModelOfTheServerEndsTheLoad() throws Exception {
        setup.warmUp(MODEL, said::add);
        said.take();
        asked.await();

        setup.world().models().model(ModelRef.parse("ollama:tinyllama"));

        gone.await();
    }

    @Test
    void aPromptForAnotherServerChangesNothing() throws Exception {
        setup.warmUp(MODEL, said::add);
        said.take();
        asked.await();

        setup.world().models().model(ModelRef.parse("other:alpha"));
        loaded.countDown();

        assertTrue(said.take().contains("is loaded"));
    }

    @Test
    void theUserCanEndIt() throws Exception {
        setup.warmUp(MODEL, said::add);
        said.take();
        asked.await();

        assertEquals(true, setup.warmUp().cancel());

        gone.await();
        assertEquals("Loading ollama:llama3.1 was given up.", said.take());
    }

    @Test
    void whatGoesWrongIsASentence() throws Exception {
        String body = "{\"error\":\"model 'llama3.1' not found\"}";
        answer = "404 Not Found\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        setup.warmUp(MODEL, said::add);
        said.take();
        loaded.countDown();

        String sentence = said.take();
        assertTrue(sentence.startsWith("ollama:llama3.1 could not be loaded. ollama: "), sentence);
    }

    @Test
    void whoeverDoesNotWantItAsksNobody() throws Exception {
        setup.close();
        configured("ollama: {warm_up: false}");

        setup.warmUp(MODEL, said::add);
        assertEquals(false, setup.warmUp().cancel());

        assertEquals(List.of(), requests);
    }

    @Test
    void aModelOfAnotherKindIsNotLoaded() {
        setup.warmUp(ModelRef.parse("other:alpha"), said::add);

        assertEquals(false, setup.warmUp().cancel());
        assertEquals(List.of(), stage.requests);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            String start = in.readLine();
            int length = 0;
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                length = line.toLowerCase(Locale.ROOT).startsWith("content-length:")
                        ? Integer.parseInt(line.substring(15).strip())
                        : length;
            }
            char[] body = new char[length];
            int read = length == 0 ? 0 : in.read(body);
            requests.add(start.replace(" HTTP/1.1", " ") + new String(body, 0, read));
            if (start.contains("/api/ps")) {
                String models = inMemory.isEmpty() ? "" : "{\"name\":\"" + inMemory + "\"}";
                send(socket, "200 OK\r\nConnection: close\r\n\r\n{\"models\":[" + models + "]}");
            } else if (start.contains("/api/show")) {
                send(socket, "200 OK\r\nConnection: close\r\n\r\n{\"model_info\":{\"llama.context_length\":131072}}");
            } else {
                asked.countDown();
                Thread.ofVirtual().start(() -> awaitGone(in));
                loaded.await();
                send(socket, answer);
            }
        } catch (IOException | InterruptedException e) {
            // the client went away
        }
    }

    private void awaitGone(BufferedReader in) {
        try {
            in.read();
        } catch (IOException e) {
            // gone as well
        }
        if (loaded.getCount() > 0) {
            gone.countDown();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(("HTTP/1.1 " + text).getBytes(StandardCharsets.UTF_8));
    }
}
