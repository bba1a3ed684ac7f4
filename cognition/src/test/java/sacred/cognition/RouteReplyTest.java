package sacred.cognition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.timeline.Routing;

class RouteReplyTest {

    private static final String GOOD =
            "{\"intent\":\"explain\",\"domains\":{\"CD\":0.95,\"SD\":0.3,\"CuD\":0.1,\"ED\":0},\"tools\":[],\"plan\":\"direct\"}";

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
                "Take {x} as given. %s"
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
                "0.95 | NaN | no complete JSON object",
                "0.95 | 1e999 | domains.CD is Infinity, out of range",
                "0.95 | \"0.5\" | domains.CD must be a number, not a string",
                "0.95 | null | domains.CD must be a number, not null",
                "\"CD\" | \"XD\" | domains.XD is unknown",
                ",\"ED\":0} | } | domains.ED is missing",
                "\"plan\":\"direct\" | \"plan\":\"teleport\" | plan \"teleport\" is unknown",
                ",\"plan\":\"direct\" | '' | plan is missing",
                "\"direct\" | \"tools\" | tools names none",
                "[] | [\"no_such\"] | tool \"no_such\" is unknown",
                "[] | [7] | tool \"7\" is unknown",
                "[] | {} | tools must be an array",
                "\"explain\" | \" \" | intent must be a non-empty string",
                "\"direct\"} | '' | no complete JSON object"
            })
    void aViolationIsNamed(String of, String by, String words) {
        String answer = GOOD.replace(of, by);
        assertTrue(!answer.equals(GOOD), "the case changes nothing");

        RouteReply.Violation violation = assertThrows(RouteReply.Violation.class, () -> parse(answer));

        assertTrue(violation.getMessage().contains(words), violation.getMessage());
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
