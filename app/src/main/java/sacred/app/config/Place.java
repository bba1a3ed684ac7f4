package sacred.app.config;

import org.yaml.snakeyaml.error.Mark;

/** Where something stands in the file: line and column, both from 1, columns in code points. */
record Place(int line, int column) implements Comparable<Place> {

    static Place of(Mark mark) {
        return new Place(mark.getLine() + 1, mark.getColumn() + 1);
    }

    /** The place after {@code before}, which is the text of the file up to it. */
    static Place after(String before) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < before.length(); i++) {
            char c = before.charAt(i);
            boolean crlf = c == '\r' && i + 1 < before.length() && before.charAt(i + 1) == '\n';
            if (c == '\n' || c == '\r' && !crlf) {
                line++;
                lineStart = i + 1;
            }
        }
        return new Place(line, before.codePointCount(lineStart, before.length()) + 1);
    }

    @Override
    public int compareTo(Place other) {
        return line != other.line ? Integer.compare(line, other.line) : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
