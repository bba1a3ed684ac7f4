package sacred.app.edit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The user's own editor, for a prompt: {@code $VISUAL}, else {@code $EDITOR}, else nano or vi. Takes the terminal, which has to
 * be as the shell knows it, and blocks until the editor ends.
 *
 * @param env the environment; a variable that is not in it is not given to the editor
 */
public record ExternalEditor(Map<String, String> env) {

    /** Characters, escaped characters and quoted stretches without a blank between them. */
    private static final Pattern WORD =
            Pattern.compile("(?:\\\\.|'[^']*'|\"(?:\\\\.|[^\"\\\\])*\"|[^\\s\\\\'\"]|['\"\\\\])+");

    private static final Pattern PIECE = Pattern.compile("\\\\(.)|'([^']*)'|\"((?:\\\\.|[^\"\\\\])*)\"");

    /**
     * What came back.
     *
     * @param text what it was before when there is a problem
     * @param problem a sentence
     */
    public record Edited(String text, Optional<String> problem) {}

    public ExternalEditor {
        env = Map.copyOf(env);
    }

    public Edited edit(String text) throws InterruptedException {
        List<String> command = command();
        if (command.isEmpty()) {
            return new Edited(text, Optional.of("There is no editor: set VISUAL or EDITOR to one."));
        }
        if (onPath(command.getFirst()).isEmpty()) {
            return new Edited(text, Optional.of("The editor " + command.getFirst() + " was not found."));
        }
        try {
            // both are for the owner alone
            Path directory = Files.createTempDirectory("sacred-prompt");
            try {
                return edit(text, command, Files.createFile(directory.resolve("prompt.md"), Private.FILE));
            } finally {
                delete(directory);
            }
        } catch (IOException | UncheckedIOException e) {
            return new Edited(text, Optional.of("The editor " + command.getFirst() + " could not be used."));
        }
    }

    private Edited edit(String text, List<String> command, Path file) throws IOException, InterruptedException {
        // with a last line end, which editors expect, and which is taken away again
        Files.write(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
        List<String> whole = new ArrayList<>(command);
        whole.set(0, onPath(command.getFirst()).orElseThrow().toString());
        whole.add(file.toString());
        int code = run(whole);
        if (code != 0) {
            return new Edited(
                    text,
                    Optional.of("The editor " + command.getFirst() + " ended with " + code + "; nothing was changed."));
        }
        try {
            String edited = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .toString()
                    .replace("\r\n", "\n");
            return new Edited(
                    edited.endsWith("\n") ? edited.substring(0, edited.length() - 1) : edited, Optional.empty());
        } catch (CharacterCodingException e) {
            return new Edited(text, Optional.of("What the editor wrote is not UTF-8; nothing was changed."));
        }
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().keySet().retainAll(env.keySet());
        Process process = builder.start();
        try {
            return process.waitFor();
        } finally {
            process.destroy();
        }
    }

    private List<String> command() {
        return Stream.of("VISUAL", "EDITOR")
                .map(name -> words(env.getOrDefault(name, "")))
                .filter(words -> !words.isEmpty())
                .findFirst()
                .orElseGet(() -> Stream.of("nano", "vi")
                        .filter(name -> onPath(name).isPresent())
                        .findFirst()
                        .map(List::of)
                        .orElse(List.of()));
    }

    private Optional<Path> onPath(String program) {
        Stream<Path> places = program.contains("/")
                ? Stream.of(Path.of(program))
                : Stream.of(env.getOrDefault("PATH", "").split(":"))
                        .filter(directory -> !directory.isEmpty())
                        .map(directory -> Path.of(directory, program));
        return places.filter(Files::isRegularFile).filter(Files::isExecutable).findFirst();
    }

    /** The words of a command line, as a shell splits them: blanks, both quotes, backslashes. Nothing is expanded. */
    static List<String> words(String line) {
        return WORD.matcher(line)
                .results()
                .map(word -> PIECE.matcher(word.group()).replaceAll(piece -> Matcher.quoteReplacement(bare(piece))))
                .toList();
    }

    private static String bare(MatchResult piece) {
        if (piece.group(3) != null) {
            return piece.group(3).replaceAll("\\\\([\"\\\\$`])", "$1");
        }
        return piece.group(1) != null ? piece.group(1) : piece.group(2);
    }

    /** With what the editor left beside the file. */
    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
