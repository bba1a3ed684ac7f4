package sacred.app.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class MarkdownHtmlTest {

    @Test
    void whatTheScreenKnowsIsAnElement() {
        assertEquals("""
            <h3>A <em>b</em></h3>
            <p>c <strong>d</strong> <del>e</del> <code>f</code><br>
            g</p>
            <ul>
            <li>h</li>
            </ul>
            <pre><code class="language-java">i &lt; j
            </code></pre>
            """, normal("# A *b*\n\nc **d** ~~e~~ `f`  \ng\n\n- h\n\n```java\ni < j\n```\n"));
        assertTrue(MarkdownHtml.of("| a | b |\n|---|--:|\n| c | d |\n").contains("<td align=\"right\">d</td>"));
    }

    @Test
    void aLinkShowsWhereItLeadsAndIsMarkedAsAStrangers() {
        assertEquals(
                "<p><a href=\"https://a.test/?b&amp;c\" rel=\"noopener noreferrer nofollow ugc\""
                        + " target=\"_blank\">bank</a><span class=\"target\"> (https://a.test/?b&amp;c)</span></p>\n",
                MarkdownHtml.of("[bank](https://a.test/?b&c)"));
        assertEquals(
                "<p><a href=\"mailto:a@b.test\" rel=\"noopener noreferrer nofollow ugc\""
                        + " target=\"_blank\">a@b.test</a></p>\n",
                MarkdownHtml.of("<a@b.test>"));
    }

    @Test
    void whatLeadsElsewhereThanToTheWebLeadsNowhere() {
        assertEquals(
                "<p>x<span class=\"target\"> (javascript:alert(1))</span></p>\n",
                MarkdownHtml.of("[x](javascript:alert(1))"));
        assertEquals("<p>x<span class=\"target\"> (/etc/passwd)</span></p>\n", MarkdownHtml.of("[x](/etc/passwd)"));
    }

    @Test
    void anImageIsItsDescriptionAndFetchesNothing() {
        assertEquals(
                "<p>[image: a <em>cat</em>]<span class=\"target\"> (https://a.test/c.png)</span></p>\n",
                MarkdownHtml.of("![a *cat*](https://a.test/c.png)"));
    }

    @Test
    void whatAnEntityHidesIsShown() {
        assertEquals("<p>a&lt;U+202E&gt;b ^[ &lt;U+200B&gt;</p>\n", MarkdownHtml.of("a&#x202e;b &#27; &#x200b;"));
    }

    @Test
    void aLongTextIsReadInParts() {
        String row = "word **bold** [x][d] `code`\n";
        String html = MarkdownHtml.of(
                "[d]: https://d.test\n\n" + row.repeat(4000) + "\n```\n" + "line\n".repeat(9000) + "```\n\n*end*\n");

        assertEquals(4000, Jsoup.parse(html).select("a[href=https://d.test]").size());
        assertTrue(html.endsWith("<p><em>end</em></p>\n"), html.substring(html.length() - 200));
        assertEquals(
                9000,
                Jsoup.parse(html).select("pre").eachText().stream()
                        .mapToLong(text -> text.split("line", -1).length - 1)
                        .sum());
    }

    private static String normal(String markdown) {
        return MarkdownHtml.of(markdown).replace("<br />", "<br>");
    }
}
