package sacred.providers.langchain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import sacred.providers.Chunk;

class ThinkTagsTest {

    private record Case(String content, String thinking, String text) {}

    @Provide
    Arbitrary<Case> cases() {
        return Arbitraries.of(
                new Case("<think>a < b</think>\n\n4", "a < b", "4"),
                new Case("\n <think></think>4 </think>", "", "4 </think>"),
                new Case("<think>never </thin closed", "never </thin closed", ""),
                new Case("<think>\n</th</think>x", "\n</th", "x"),
                new Case("<think>a</think>  ", "a", ""),
                new Case("no <think>tags</think> here", "", "no <think>tags</think> here"),
                new Case("<thin ice", "", "<thin ice"),
                new Case("  \n\n1, 2", "", "  \n\n1, 2"),
                new Case("<thi", "", "<thi"),
                new Case("", "", ""));
    }

    @Property
    void anySplitOfTheContentGivesTheSameThinkingAndText(
            @ForAll("cases") Case one,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 7) Integer> lengths) {
        StringBuilder thinking = new StringBuilder();
        StringBuilder text = new StringBuilder();
        ThinkTags tags = new ThinkTags(c -> (c instanceof Chunk.Text ? text : thinking).append(c.text()));

        int at = 0;
        for (int i = 0; at < one.content().length(); i++) {
            int end = Math.min(one.content().length(), at + lengths.get(i % lengths.size()));
            tags.text(one.content().substring(at, end));
            at = end;
        }
        tags.end();

        assertEquals(one, new Case(one.content(), thinking.toString(), text.toString()));
    }
}
