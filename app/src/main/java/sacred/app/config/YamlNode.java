package sacred.app.config;

import java.util.List;

/** A file as a tree: what stands where, before anybody asks whether it makes sense. */
sealed interface YamlNode {

    Place place();

    /** What the node is, for a message. */
    String what();

    record Mapping(Place place, List<Pair> pairs) implements YamlNode {
        @Override
        public String what() {
            return "a mapping";
        }
    }

    record Pair(Scalar key, YamlNode value) {}

    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        @Override
        public String what() {
            return "a list";
        }
    }

    /**
     * @param plain without quotes
     * @param kind what YAML 1.1 takes a plain text for
     */
    record Scalar(Place place, String text, boolean plain, Kind kind) implements YamlNode {
        @Override
        public String what() {
            return kind.what;
        }
    }

    /** Whether a key stands there and no value. */
    static boolean isNothing(YamlNode node) {
        return node instanceof Scalar s && s.kind == Kind.NOTHING;
    }

    /** What a scalar is. */
    enum Kind {
        TEXT("text"),
        BOOLEAN("a boolean"),
        NUMBER("a number"),
        DATE("a date"),
        NOTHING("nothing");

        private final String what;

        Kind(String what) {
            this.what = what;
        }
    }
}
