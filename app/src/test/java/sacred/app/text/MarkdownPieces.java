package sacred.app.text;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Markdown texts put together at random from pieces that matter. */
final class MarkdownPieces {

    private MarkdownPieces() {}

    /** What a writer writes: whole blocks with a blank line between them. */
    static Arbitrary<String> documents() {
        Arbitrary<String> words = Arbitraries.of(
                        "word",
                        "two words",
                        "**bold**",
                        "`code`",
                        "[a]",
                        "[link](http://x.y)",
                        "a | b",
                        "日本",
                        "😀",
                        "1. no list",
                        "x - y",
                        "# no title",
                        "https://a.b/c")
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(parts -> "Text " + String.join(" ", parts));
        Arbitrary<String> code = Arbitraries.of(
                        "int x;", "", "# comment", "- item", "| a | b |", "  indented", "> quote", "~~~", "[a]: b")
                .list()
                .ofMaxSize(6)
                .map(lines -> String.join("\n", lines));
        Arbitrary<String> items =
                words.list().ofMinSize(1).ofMaxSize(4).map(texts -> "- " + String.join("\n- ", texts));
        Arbitrary<String> nested =
                words.map(text -> "1. " + text + "\n   - " + text + "\n\n     " + text + "\n2. " + text);
        Arbitrary<String> item = code.map(lines -> "- Text\n\n  ```\n  " + lines.replace("\n", "\n  ") + "\n  ```");
        return Arbitraries.oneOf(
                        words,
                        words.list().ofMinSize(2).ofMaxSize(3).map(lines -> String.join("\n", lines)),
                        words.map(text -> "## " + text),
                        code.map(lines -> "```java\n" + lines + "\n```"),
                        code.map(lines -> "~~~\n" + lines.replace("~~~", "```") + "\n~~~"),
                        items,
                        nested,
                        item,
                        words.map(text -> "> " + text + "\n> " + text),
                        words.map(text -> "| a | b |\n|---|---|\n| " + text + " | d |\n| e | ```f |"),
                        Arbitraries.of("---", "[a]: http://x.y/z", "[b]: c \"t\""))
                .list()
                .ofMaxSize(8)
                .map(blocks -> String.join("\n\n", blocks) + "\n");
    }

    static Arbitrary<String> texts() {
        return Arbitraries.of(
                        "word ",
                        "two words",
                        "\n",
                        "\n\n",
                        "\n\n",
                        "# ",
                        "- ",
                        "* ",
                        "1. ",
                        "> ",
                        "  ",
                        "    ",
                        "```",
                        "```java\n",
                        "\n```\n",
                        "~~~\n",
                        "| a | b |\n|---|---|\n",
                        "| c | d |\n",
                        "[a]",
                        "[a]: http://x.y/z\n",
                        "[b]: c \"t\"\n",
                        "](http://x.y)",
                        "**",
                        "*",
                        "~~",
                        "`",
                        "---\n",
                        "<!-- ",
                        "-->",
                        "<div>\n",
                        "</pre>",
                        "<pre>",
                        "\r",
                        "\r\n",
                        "日本",
                        "😀",
                        "e\u0301",
                        "\u0301",
                        "\u001b[2J",
                        "\ud83d",
                        "&#27;",
                        "https://a.b/c ",
                        "- [x] ",
                        "![i](j)",
                        "<br>",
                        "\\\n",
                        "\t",
                        "===\n")
                .list()
                .ofMaxSize(30)
                .map(parts -> String.join("", parts));
    }
}
