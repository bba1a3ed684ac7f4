package sacred.app.term;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import sacred.app.edit.Input;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Style;
import sacred.app.text.Theme;
import sacred.app.text.Tone;

/**
 * Not a test: a full screen to try by hand in a real terminal. Shows what arrives; q ends, e runs an editor, x throws.
 * Everything that arrives is also appended to the file that is the first argument.
 */
final class Try {

    private Try() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path log = Path.of(args[0]);
        BlockingQueue<Object> inbox = new LinkedBlockingQueue<>();
        Map<String, String> env = System.getenv();
        try (Window window = FullScreen.open(
                inbox::add, inbox::add, why -> inbox.add("ended " + why), FullScreen.Options.of(env, true, true))) {
            List<String> seen = new ArrayList<>(List.of("你好 👩‍👩‍👧 🇩🇪 ❤️ 1️⃣ e\u0301 ก็ | aligned"));
            boolean going = true;
            while (going) {
                window.draw(frame(window.size(), seen));
                Object next = inbox.take();
                String line = next.toString();
                Files.write(
                        log,
                        (line + "\n").getBytes(StandardCharsets.UTF_8),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                seen.add(line);
                going = !line.startsWith("ended") && react(window, next);
            }
        }
        System.out.println("left");
    }

    private static boolean react(Window window, Object next) throws IOException, InterruptedException {
        if (next.equals(Input.Key.ctrl('z'))) {
            window.suspend();
        } else if (next.equals(Input.Key.typed("e"))) {
            window.outside(() ->
                    new ProcessBuilder("vi", "-u", "NONE").inheritIO().start().waitFor());
        } else if (next.equals(Input.Key.typed("x"))) {
            throw new IllegalStateException("thrown on purpose");
        } else if (next.equals(Input.Key.typed("y"))) {
            Thread.ofPlatform().start(() -> {
                throw new IllegalStateException("thrown on purpose beside");
            });
        } else if (next.equals(Input.Key.typed("c"))) {
            window.copy("copied text");
        }
        return !next.equals(Input.Key.typed("q"));
    }

    private static Frame frame(Size size, List<String> seen) {
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(" sacred ", Style.of(Tone.BAR)));
        int fit = Math.max(0, size.rows() - 2);
        seen.subList(Math.max(0, seen.size() - fit), seen.size())
                .forEach(line -> rows.add(Row.of("│", Style.FAINT).plus(line, Style.TEXT)));
        while (rows.size() < size.rows() - 1) {
            rows.add(Row.EMPTY);
        }
        rows.add(Row.of("› ", Style.ACCENT).plus(size.columns() + "x" + size.rows(), Style.MUTED));
        return new Frame(rows, 2, size.rows() - 1, Theme.DARK);
    }
}
