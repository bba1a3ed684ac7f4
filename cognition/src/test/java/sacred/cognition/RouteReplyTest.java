package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.timeline.Boundary;
import sacred.timeline.Routing;

class RouteReplyTest {

    private static final String GOOD =
            "{\"intent\":\"explain\",\"domains\":{\"CD\":0.95,\"SD\":0.3,\"CuD\":0.1,\"ED\":0},\"tools\":[],\"plan\":\"direct\"}";

    private static final String BOUNDARIES = """
        {"CD-SD":{"permeability":0.59,"status":"Maintained"},"CD-CuD":{"permeability":0.6,"status":"Transitional"},\
        "CD-ED":{"permeability":0.8,"status":"Transitional"},"SD-CuD":{"permeability":0.81,"status":"Transcendent"},\
        "SD-ED":{"permeability":0,"status":"Maintained"},"CuD-ED":{"permeability":1,"status":"Transcendent"}}\
        """;

    private static Routing parse(String answer) throws RouteReply.Violation {
        return RouteReply.parse(answer, Set.of("direct", "tools"), Set.of("calculator", "clock"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "```json\n%s\n```",
                "```\n%s\n```",
                "Here it is:\n\n%s\n\nLet me know.",
                "```json\n%s",
                "For example {\"domains\": {}} would be wrong. %s",
                "Take {x} as given. %s",
                "Let {x be open. %s",
                "%s\nIn short: {\"mood\": \"calm\"}.",
                "{\"plan\": \"tools\", \"plan\": \"direct\"} was not meant: %s",
                "```json\n{\"intent\": \"cut\", } \n```\n```json\n%s\n```"
            })
    void theLastCompleteObjectCounts(String wrapping) throws RouteReply.Violation {
        assertEquals(0.95, parse(wrapping.replace("%s", GOOD)).domains().get("CD"));
    }

    @Test
    void otherMembersAreIgnored() throws RouteReply.Violation {
        assertEquals(
                "direct",
                parse(GOOD.replace("{\"intent\"", "{\"mood\":1,\"intent\"")).plan());
    }

    @Test
    void toolsThatExistAreTaken() throws RouteReply.Violation {
        Routing routing = parse(GOOD.replace("[]", "[\"clock\"]").replace("direct", "tools"));

        assertEquals(List.of("clock"), routing.tools());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.95 | 1.7 | domains.CD is 1.7, out of range",
                "0.95 | -0.2 | domains.CD is -0.2, out of range",
                "0.95 | NaN | domains.CD is NaN, out of range",
                "0.95 | -Infinity | domains.CD is -Infinity, out of range",
                "0.95 | 1e999 | domains.CD is Infinity, out of range",
                "0.95 | 7855623252003.202 | domains.CD is 7.855623252003202E12, out of range",
                "0.95 | 1.0000001 | domains.CD is 1.0000001, out of range",
                "0.95 | true | domains.CD must be a number, not boolean",
                "0.95 | [0.95] | domains.CD must be a number, not array",
                "0.95 | .95 | no complete JSON object: Unexpected character ('.'",
                "0.95 | 0,95 | no complete JSON object",
                "{\"CD\":0.95,\"SD\":0.3,\"CuD\":0.1,\"ED\":0} | [0.95,0.3,0.1,0] | domains must be an object, not"
                        + " array",
                "\"ED\":0 | \"ED\":0,\"PD\":0.5 | domains.PD is unknown",
                "\"CD\" | \"cd\" | domains.CD is missing; domains.cd is unknown",
                "\"SD\":0.3 | \"SD\":0.3,\"SD\":0.4 | no complete JSON object: Duplicate field 'SD'",
                "\"tools\":[] | \"tools\":[],\"plan\":\"tools\" | no complete JSON object: Duplicate field 'plan'",
                "\"ED\":0} | \"ED\":0,} | no complete JSON object: Unexpected character ('}'",
                "{\"intent\" | {'intent' | no complete JSON object",
                "0.95 | \"0.5\" | domains.CD must be a number, not a string",
                "0.95 | null | domains.CD must be a number, not null",
                "\"CD\" | \"XD\" | domains.XD is unknown",
                ",\"ED\":0} | } | domains.ED is missing",
                "\"plan\":\"direct\" | \"plan\":\"teleport\" | plan \"teleport\" is unknown",
                ",\"plan\":\"direct\" | '' | plan is missing",
                "\"direct\" | \"tools\" | tools names none",
                "[] | [\"no_such\"] | tool \"no_such\" is unknown",
                "[] | [7] | tool \"7\" is unknown",
                "[] | {} | tools must be an array, not object",
                "[] | null | tools must be an array, not null",
                "\"explain\" | \" \" | intent must be a non-empty string",
                "\"direct\"} | '' | no complete JSON object: it is cut off before its end"
            })
    void aViolationIsNamed(String of, String by, String words) {
        String answer = GOOD.replace(of, by);
        assertTrue(!answer.equals(GOOD), "the case changes nothing");

        RouteReply.Violation violation = assertThrows(RouteReply.Violation.class, () -> parse(answer));

        assertTrue(violation.getMessage().contains(words), violation.getMessage());
    }

    @Test
    void ofTwoRoutesTheLastOneCounts() throws RouteReply.Violation {
        assertEquals(
                "fix",
                parse(GOOD + " or rather " + GOOD.replace("explain", "fix")).intent());
    }

    @Test
    void anObjectInsideARouteIsNoRouteOfItsOwn() throws RouteReply.Violation {
        String draft = "\"draft\":" + GOOD.replace("explain", "fix") + ",";

        assertEquals(
                "explain", parse(GOOD.replace("\"tools\"", draft + "\"tools\"")).intent());
    }

    @ParameterizedTest
    @CsvSource({"easy,EASY", "normal,NORMAL", "hard,HARD"})
    void howHardItIsMayBeSaid(String word, Routing.Difficulty difficulty) throws RouteReply.Violation {
        assertEquals(Optional.empty(), parse(GOOD).difficulty());
        assertEquals(
                Optional.of(difficulty),
                parse(GOOD.replace("\"tools\"", "\"difficulty\":\"" + word + "\",\"tools\""))
                        .difficulty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Hard\"", "\"\"", "3", "null", "[\"hard\"]"})
    void anotherWordForItIsAViolation(String word) {
        RouteReply.Violation violation = assertThrows(
                RouteReply.Violation.class,
                () -> parse(GOOD.replace("\"tools\"", "\"difficulty\":" + word + ",\"tools\"")));

        assertTrue(violation.getMessage().contains("it must be one of [easy, normal, hard]"), violation.getMessage());
    }

    @Test
    void boundariesAreTakenAsTheModelGaveThem() throws RouteReply.Violation {
        assertEquals(
                List.of(
                        new Boundary("CD-SD", 0.59, Boundary.Status.MAINTAINED),
                        new Boundary("CD-CuD", 0.6, Boundary.Status.TRANSITIONAL),
                        new Boundary("CD-ED", 0.8, Boundary.Status.TRANSITIONAL),
                        new Boundary("SD-CuD", 0.81, Boundary.Status.TRANSCENDENT),
                        new Boundary("SD-ED", 0, Boundary.Status.MAINTAINED),
                        new Boundary("CuD-ED", 1, Boundary.Status.TRANSCENDENT)),
                parse(with(BOUNDARIES)).boundaries());
    }

    @Test
    void withoutBoundariesThereAreNoneYet() throws RouteReply.Violation {
        assertEquals(List.of(), parse(GOOD).boundaries());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0.59 | 0.6 | boundaries.CD-SD.status is \"Maintained\", with permeability 0.6 it must be"
                        + " \"Transitional\"",
                "0.81 | 0.8 | boundaries.SD-CuD.status is \"Transcendent\", with permeability 0.8 it must be"
                        + " \"Transitional\"",
                "Maintained | maintained | boundaries.CD-SD.status is \"maintained\"",
                "\"Maintained\" | 7 | boundaries.CD-SD.status is \"7\"",
                "0.59 | NaN | boundaries.CD-SD.permeability is NaN, out of range",
                "0.59 | -0.1 | boundaries.CD-SD.permeability is -0.1, out of range",
                "0.59 | \"0.59\" | boundaries.CD-SD.permeability must be a number, not a string",
                "\"permeability\":0.59, | '' | boundaries.CD-SD.permeability is missing",
                "\"CD-SD\" | \"SD-CD\" | boundaries.CD-SD is missing; boundaries.SD-CD is unknown",
                "{\"permeability\":0.59,\"status\":\"Maintained\"} | 0.59 | boundaries.CD-SD must be an object, not"
                        + " number"
            })
    void aBoundaryThatBreaksTheContractIsNamed(String of, String by, String words) {
        String boundaries = BOUNDARIES.replaceFirst(Pattern.quote(of), Matcher.quoteReplacement(by));
        assertTrue(!boundaries.equals(BOUNDARIES), "the case changes nothing");

        RouteReply.Violation violation = assertThrows(RouteReply.Violation.class, () -> parse(with(boundaries)));

        assertTrue(violation.getMessage().contains(words), violation.getMessage());
    }

    private static String with(String boundaries) {
        return GOOD.replace("\"tools\"", "\"boundaries\":" + boundaries + ",\"tools\"");
    }

    @Test
    @Timeout(10)
    void whatIsHostileTakesNoTime() {
        for (String piece : List.of("{", "{\"a\":", "{\"a\":[", "{\"{", "{\"a\":1,\"a\":")) {
            assertThrows(RouteReply.Violation.class, () -> parse(piece.repeat(200_000)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[1,2,3]", "I think this needs no tools.", "{", "{\"a\": \"}"})
    void whatIsNoObjectIsAViolation(String answer) {
        RouteReply.Violation violation = assertThrows(RouteReply.Violation.class, () -> parse(answer));

        assertTrue(violation.getMessage().contains("JSON"), violation.getMessage());
    }

    @Test
    void anEmptyObjectMissesEverythingAtOnce() {
        RouteReply.Violation violation = assertThrows(RouteReply.Violation.class, () -> parse("{}"));

        assertEquals(
                "domains is missing; intent is missing; plan is missing; tools is missing", violation.getMessage());
    }
}
