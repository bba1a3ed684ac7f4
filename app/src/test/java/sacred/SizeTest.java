package sacred;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and methods stay small enough to be read at once. Prints the sizes, so that growth is seen before it fails. */
class SizeTest {

    private static final int FILE_LINES = 300;
    private static final int METHOD_LINES = 40;

    /** Files that are data tables, as paths below the root of the project. */
    private static final Set<String> DATA_TABLES = Set.of();

    /** A piece of source and how many lines it has. */
    private record Size(String name, int lines) {}

    @Test
    void noFileIsOver300Lines() {
        List<Size> sizes = sources().stream().map(SizeTest::fileSize).toList();

        print("file", sizes);
        assertEquals(List.of(), over(FILE_LINES, sizes));
    }

    @Test
    void noMethodIsOver40Lines() throws IOException {
        List<Size> sizes = methodSizes(sources());

        print("method", sizes);
        assertTrue(sizes.size() > sources().size() / 2, "only " + sizes.size() + " methods were seen");
        assertEquals(List.of(), over(METHOD_LINES, sizes));
    }

    @Test
    void aLongMethodIsSeen(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("Long.java"), "class Long {\n    void run() {" + "\n".repeat(40) + "    }\n}\n");

        assertEquals(List.of(new Size("Long.java:2 run", 41)), over(METHOD_LINES, methodSizes(List.of(file))));
    }

    private static List<Path> sources() {
        Path root = Sources.root();
        List<Path> all = new ArrayList<>();
        for (String module : Sources.MODULES) {
            List<Path> files = Sources.javaFiles(root.resolve(module).resolve("src/main/java"));
            assertTrue(files.size() >= 3, "only " + files.size() + " files seen in " + module);
            files.stream()
                    .filter(f -> !DATA_TABLES.contains(root.relativize(f).toString()))
                    .forEach(all::add);
        }
        return all;
    }

    private static Size fileSize(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return new Size(file.getFileName().toString(), (int) lines.count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Size> methodSizes(List<Path> files) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Size> sizes = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new Methods(unit, positions, sizes).scan(unit, null);
            }
            return sizes;
        }
    }

    /** Collects the methods of one file, those of nested classes included. */
    private static final class Methods extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Size> sizes;

        Methods(CompilationUnitTree unit, SourcePositions positions, List<Size> sizes) {
            this.unit = unit;
            this.positions = positions;
            this.sizes = sizes;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap lines = unit.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
            sizes.add(new Size(file + ":" + first + " " + method.getName(), (int) (last - first) + 1));
            return super.visitMethod(method, nothing);
        }
    }

    private static List<Size> over(int limit, List<Size> sizes) {
        return sizes.stream().filter(s -> s.lines() > limit).toList();
    }

    private static void print(String what, List<Size> sizes) {
        int[] lines = sizes.stream().mapToInt(Size::lines).sorted().toArray();
        System.out.printf(
                "size: %d %ss, lines of a %s: median %d, p90 %d, max %d%n",
                lines.length,
                what,
                what,
                lines[lines.length / 2],
                lines[lines.length * 9 / 10],
                lines[lines.length - 1]);
    }
}
