package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import sacred.timeline.Routing;

class RouteReplyPropertyTest {

    private static final Set<String> PLANS = Set.of("direct", "tools");
    private static final Set<String> TOOLS = Set.of("calculator", "clock");
    private static final List<String> SPACES = List.of("", " ", "\n", "\t\r\n  ");

    @Property
    void whatIsInRangeIsReadAsItIsWhateverIsAroundIt(
            @ForAll @DoubleRange(min = 0, max = 1) double share,
            @ForAll long seed,
            @ForAll @From("prose") String around)
            throws RouteReply.Violation {
        Random random = new Random(seed);
        Map<String, String> members = members(object(domains(share), random));

        Routing routing = parse(around + object(members, random) + around);

        assertEquals(domains(share).keySet(), routing.domains().keySet());
        assertTrue(routing.domains().values().stream().allMatch(v -> v == share), () -> routing.toString());
    }

    @Property
    void whatIsOutOfRangeIsNamed(
            @ForAll @From("outOfRange") double share, @ForAll long seed, @ForAll @From("domain") String name) {
        Random random = new Random(seed);
        Map<String, String> domains = domains(0.5);
        domains.put(name, Double.toString(share));
        Map<String, String> members = members(object(domains, random));

        RouteReply.Violation violation = assertThrows(RouteReply.Violation.class, () -> parse(object(members, random)));

        assertTrue(violation.getMessage().startsWith("domains." + name + " is "), violation.getMessage());
    }

    @Property
    void aMemberThatIsMissingIsNamed(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, String> members = members(object(domains(0.5), random));
        String gone = List.of("intent", "plan", "tools").get(random.nextInt(3));
        members.remove(gone);

        RouteReply.Violation violation = assertThrows(RouteReply.Violation.class, () -> parse(object(members, random)));

        assertEquals(gone + " is missing", violation.getMessage());
    }

    @Property
    void anAnswerThatIsCutAnywhereIsNoRoute(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, String> members = members(object(domains(0.5), random));
        String whole = "```json\n" + object(members, random);

        String cut = whole.substring(0, random.nextInt(whole.stripTrailing().length()));

        assertThrows(RouteReply.Violation.class, () -> parse(cut));
    }

    @Property
    void anyTextIsARouteOrAViolationAndNothingElse(@ForAll @From("jsonish") String text) {
        try {
            parse(text);
        } catch (RouteReply.Violation e) {
            assertTrue(!e.getMessage().isBlank());
        }
    }

    private static Routing parse(String answer) throws RouteReply.Violation {
        return RouteReply.parse(answer, PLANS, TOOLS);
    }

    private static Map<String, String> members(String domains) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("intent", "\"explain\"");
        members.put("domains", domains);
        members.put("tools", "[]");
        members.put("plan", "\"direct\"");
        members.put("reason", "\"it { is } \\\" so\"");
        return members;
    }

    private static Map<String, String> domains(double share) {
        Map<String, String> domains = new LinkedHashMap<>();
        Domains.NAMES.forEach(name -> domains.put(name, Double.toString(share)));
        return domains;
    }

    /** In any order, with any white space. */
    private static String object(Map<String, String> members, Random random) {
        List<Map.Entry<String, String>> order = new ArrayList<>(members.entrySet());
        Collections.shuffle(order, random);
        return order.stream()
                .map(m -> space(random) + '"' + m.getKey() + '"' + space(random) + ':' + space(random) + m.getValue())
                .collect(Collectors.joining(space(random) + ",", "{", space(random) + "}"));
    }

    private static String space(Random random) {
        return SPACES.get(random.nextInt(SPACES.size()));
    }

    @Provide
    Arbitrary<String> prose() {
        return Arbitraries.of(
                "",
                " ",
                "\n```json\n",
                "\n```\n",
                "So: ",
                "Take {x}. ",
                "} then ",
                "{\"example\": 1} ",
                "{}",
                "[{}] ",
                "\"{\" ");
    }

    @Provide
    Arbitrary<String> domain() {
        return Arbitraries.of(Domains.NAMES);
    }

    @Provide
    Arbitrary<Double> outOfRange() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Math.nextUp(1.0),
                        -Double.MIN_VALUE,
                        Double.MAX_VALUE),
                Arbitraries.doubles().between(1, false, 1e12, true),
                Arbitraries.doubles().between(-1e12, true, 0, false));
    }

    @Provide
    Arbitrary<String> jsonish() {
        return Arbitraries.strings()
                .withChars("{}[]\":,\\ntrue01.-eNI domains")
                .ofMaxLength(60)
                .injectDuplicates(0.1);
    }
}
