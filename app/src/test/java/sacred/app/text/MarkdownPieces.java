package sacred.app.text;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Markdown texts put together at random from pieces that matter. */
final class MarkdownPieces {

    private MarkdownPieces() {}

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
