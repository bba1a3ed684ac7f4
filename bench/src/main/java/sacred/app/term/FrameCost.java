package sacred.app.term;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.graphics.TextGraphics;
import com.googlecode.lanterna.screen.Screen.RefreshType;
import com.googlecode.lanterna.screen.TerminalScreen;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import sacred.app.text.Frame;
import sacred.app.text.Row;
import sacred.app.text.Size;
import sacred.app.text.Style;
import sacred.app.text.Theme;

/**
 * What a frame of 200x60 costs: CPU of the drawing thread, writes and bytes, for one changed line and for a screen that is
 * all new, against Lanterna as it comes out of the box. Both write to the null device. Prints medians.
 */
public final class FrameCost {

    private static final Size SIZE = new Size(200, 60);
    private static final int FRAMES = 400;
    private static final int WARM_UP = 400;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private FrameCost() {}

    /** Shows the lines, whatever was shown before. */
    @FunctionalInterface
    private interface Screenful {
        void show(List<String> lines) throws IOException;
    }

    /** The null device, with what reached it. */
    private static final class Sink extends OutputStream {
        private final FileOutputStream device;
        private long writes;
        private long bytes;

        Sink() throws IOException {
            device = new FileOutputStream("/dev/null");
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            writes++;
            bytes += length;
            device.write(from, offset, length);
        }
    }

    /** Lanterna's terminal without what it asks a real one. */
    private static final class Stock extends ANSITerminal {
        Stock(OutputStream out) {
            super(InputStream.nullInputStream(), out, StandardCharsets.UTF_8);
        }

        @Override
        protected TerminalSize findTerminalSize() {
            return new TerminalSize(SIZE.columns(), SIZE.rows());
        }
    }

    public static void main(String[] args) throws IOException {
        for (boolean everything : new boolean[] {false, true}) {
            Sink ours = new Sink();
            Sink stock = new Sink();
            Sink automatic = new Sink();
            String what = everything ? "everything changed" : "one line changed";
            measure(what + ", ours", everything, ours, ours(ours));
            measure(what + ", stock DELTA", everything, stock, stock(stock, RefreshType.DELTA));
            measure(what + ", stock AUTOMATIC", everything, automatic, stock(automatic, RefreshType.AUTOMATIC));
        }
    }

    private static Screenful ours(Sink sink) {
        Canvas canvas = new Canvas(SIZE, Colors.TRUE);
        List<Row> rows = new ArrayList<>();
        return lines -> {
            for (int y = 0; y < lines.size(); y++) {
                if (y == rows.size()) {
                    rows.add(row(lines.get(y)));
                } else if (!rows.get(y).text().equals(lines.get(y))) {
                    rows.set(y, row(lines.get(y)));
                }
            }
            sink.write(canvas.draw(new Frame(rows, 2, SIZE.rows() - 1, Theme.DARK)));
        };
    }

    private static Row row(String line) {
        return Row.of(line.substring(0, 20), Style.ACCENT).plus(line.substring(20), Style.TEXT);
    }

    private static Screenful stock(Sink sink, RefreshType type) throws IOException {
        TerminalScreen screen = new TerminalScreen(new Stock(sink));
        screen.startScreen();
        TextGraphics graphics = screen.newTextGraphics();
        return lines -> {
            for (int y = 0; y < lines.size(); y++) {
                graphics.setForegroundColor(new TextColor.RGB(0x89, 0xB4, 0xFA));
                graphics.putString(0, y, lines.get(y).substring(0, 20));
                graphics.setForegroundColor(TextColor.ANSI.DEFAULT);
                graphics.putString(20, y, lines.get(y).substring(20));
            }
            screen.refresh(type);
        };
    }

    private static void measure(String what, boolean everything, Sink sink, Screenful screenful) throws IOException {
        long[] nanos = new long[FRAMES];
        for (int frame = 0; frame < WARM_UP + FRAMES; frame++) {
            if (frame == WARM_UP) {
                sink.writes = 0;
                sink.bytes = 0;
            }
            List<String> lines = lines(frame, everything);
            long before = THREADS.getCurrentThreadCpuTime();
            screenful.show(lines);
            nanos[Math.max(0, frame - WARM_UP)] = THREADS.getCurrentThreadCpuTime() - before;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-36s %7.3f ms CPU (p95 %.3f)  %8.1f writes  %8d bytes%n",
                what,
                nanos[FRAMES / 2] / 1e6,
                nanos[FRAMES * 95 / 100] / 1e6,
                (double) sink.writes / FRAMES,
                sink.bytes / FRAMES);
    }

    private static List<String> lines(int frame, boolean everything) {
        List<String> lines = new ArrayList<>();
        for (int y = 0; y < SIZE.rows(); y++) {
            int seed = everything || y == SIZE.rows() - 3 ? frame * 7 + y : y;
            StringBuilder line = new StringBuilder();
            for (int x = 0; x < SIZE.columns(); x++) {
                line.append((char) ('!' + (seed * 31 + x * (seed % 13 + 1)) % 90));
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
