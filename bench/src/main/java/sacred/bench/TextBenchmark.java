package sacred.bench;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.jline.utils.AttributedString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import sacred.app.text.Markdown;
import sacred.app.text.MarkdownStream;
import sacred.app.text.Row;
import sacred.app.text.Width;

/**
 * What it costs to lay out an answer: whole, and one token more of it while it arrives. Beside each, in the same run, what a
 * library needs for a part of it: only to parse the same text, and to measure the same text.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class TextBenchmark {

    private static final int COLUMNS = 100;
    private static final int TOKEN_CHARS = 4;
    private static final String PIECE = """
        ## What differs

        Some **words** of a paragraph with `code` in it, *again* and again, and [a link](https://example.org/path).

        - an item that is long enough to fill more than one row of the screen that it is shown on
        - naïve 日本語 😀 👨‍👩‍👧

        ```java
        public record Hello(String name) {} // comment
        ```

        """;

    private final Parser parser = Parser.builder().build();

    @Param({"10000", "100000", "700000"})
    public int chars;

    private String text;
    private MarkdownStream stream;
    private int end;

    @Setup
    public void prepare() {
        text = PIECE.repeat(chars / PIECE.length() + 1);
        stream = new MarkdownStream();
        end = text.length() / 2;
    }

    @Benchmark
    public Node parseOnly() {
        return parser.parse(text);
    }

    @Benchmark
    public List<Row> markdown() {
        return Markdown.rows(text, COLUMNS);
    }

    /** From the middle of the text on; at its end it starts anew. */
    @Benchmark
    public List<Row> streamStep() {
        end = end + TOKEN_CHARS > text.length() ? text.length() / 2 : end + TOKEN_CHARS;
        return stream.rows(text.substring(0, end), COLUMNS);
    }

    @Benchmark
    public int width() {
        return Width.of(text);
    }

    @Benchmark
    public int widthByJLine() {
        return new AttributedString(text).columnLength();
    }
}
