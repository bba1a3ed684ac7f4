package sacred.providers.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sacred.providers.ToolCall;

class IntentTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2+2 | 2+2",
                "2 + 2 = ? | 2 + 2",
                "What is 2+2*10? | 2+2*10",
                "what is 17% of 2340? | 17% of 2340",
                "what is 17 % of 2340 | 17% of 2340",
                "What's 15 percent of 80? | 15% of 80",
                "Please calculate (3+4)^2 | (3+4)^2",
                "hi, can you tell me what 17% of 2340 is? | 17% of 2340",
                "how much is 1,234.50 * 3, please | 1,234.50 * 3",
                "What is 5 plus 3? | 5 + 3",
                "what is 12 divided by 4 | 12 / 4",
                "what is 5 times 7 | 5 * 7",
                "what is 2 to the power of 10? | 2^10",
                "what is the square root of 144? | sqrt(144)",
                "sqrt(2) | sqrt(2)",
                "max(3, 4) | max(3, 4)",
                "what is 12 squared | 12^2",
                "17% of $2340 | 17% of 2340",
                "200 + 10% | 200 + 10%",
                "3 x 4 | 3 x 4",
                "6 × 7 | 6 × 7",
                "what is 5! | 5!",
                "2*pi | 2*pi",
                "-3 - -4 | -3 - -4",
                "1/0 | 1/0",
                "10-2-3 | 10-2-3",
                "10/4 | 10/4",
                "what is 10 mod 3? | 10 mod 3",
                "1e3 * 2 | 1e3 * 2",
            })
    void recognisesSums(String prompt, String expression) {
        assertEquals(call("calculator", "expression", expression), Intent.recognise(prompt, TODAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "convert 10 km to miles | 10 | km | miles",
                "Convert 10km into miles, please | 10 | km | miles",
                "10 km in miles | 10 | km | miles",
                "What is 100 degrees Fahrenheit in Celsius? | 100 | degrees Fahrenheit | Celsius",
                "100f to c | 100 | f | c",
                "-40 C to F | -40 | C | F",
                "10 in in cm | 10 | in | cm",
                "1,500 m to km | 1,500 | m | km",
                "how many inches are there in a foot? | 1 | foot | inches",
                "how many ounces in 2 pounds | 2 | pounds | ounces",
                "how many days are in 3 weeks? | 3 | weeks | days",
                "100 Mb to MB | 100 | Mb | MB",
                "a mile in km | 1 | mile | km",
                "5 square feet to m2 | 5 | square feet | m2",
            })
    void recognisesConversions(String prompt, String value, String from, String to) {
        assertEquals(call("units", "value", value, "from", from, "to", to), Intent.recognise(prompt, TODAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what is the date today? | date",
                "What's the date? | date",
                "what is today's date | date",
                "today's date | date",
                "date today | date",
                "what day is it? | date",
                "what day is it today? | date",
                "what day of the week is it? | date",
                "can you tell me what today's date is? | date",
                "What is today? | date",
                "what time is it? | now",
                "what time is it right now? | now",
                "what's the time? | now",
                "current time | now",
                "tell me the time | now",
            })
    void recognisesTheClock(String prompt, String operation) {
        assertEquals(call("clock", "operation", operation), Intent.recognise(prompt, TODAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "time in Tokyo | Asia/Tokyo",
                "what time is it in new york? | America/New_York",
                "What is the current time in Europe/Berlin | Europe/Berlin",
                "what time is it now in london | Europe/London",
                "time in louisville | America/Louisville",
            })
    void recognisesTheTimeElsewhere(String prompt, String zone) {
        assertEquals(call("clock", "operation", "now", "zone", zone), Intent.recognise(prompt, TODAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "days until 2027-01-01 | days_until | 2027-01-01",
                "how many days until Christmas? | days_until | 2026-12-25",
                "how many days are left until the end of the year | days_until | 2026-12-31",
                "how long until New Year's Day? | days_until | 2027-01-01",
                "days till 1 January 2027 | days_until | 2027-01-01",
                "days until march 3rd | days_until | 2027-03-03",
                "how many days to Feb 29? | days_until | 2028-02-29",
                "what weekday was 2024-02-29? | weekday | 2024-02-29",
                "what day of the week is July 4, 2026 | weekday | 2026-07-04",
                "which day was 29 February 2024? | weekday | 2024-02-29",
                "what day is tomorrow? | weekday | 2026-11-26",
                "What day does Christmas fall on? | weekday | 2026-12-25",
            })
    void recognisesQuestionsAboutOneDate(String prompt, String operation, String date) {
        assertEquals(call("clock", "operation", operation, "date", date), Intent.recognise(prompt, TODAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "How many days are there between 2024-02-01 and 2024-03-01? | 2024-02-01 | 2024-03-01",
                "days between 1 March 2024 and 3 March 2024 | 2024-03-01 | 2024-03-03",
                "how many days from 2024-02-01 to today | 2024-02-01 | 2026-11-25",
                "number of days between yesterday and tomorrow | 2026-11-24 | 2026-11-26",
                "how many days since 2026-01-01? | 2026-01-01 | 2026-11-25",
            })
    void recognisesSpansOfDays(String prompt, String from, String to) {
        assertEquals(
                call("clock", "operation", "days_between", "date", from, "to", to), Intent.recognise(prompt, TODAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "what date is 30 days from now? | 2026-11-25 | 30",
                "what date is 30 days from today? | 2026-11-25 | 30",
                "What day was 2 weeks ago? | 2026-11-25 | -14",
                "10 days after 2024-02-20 | 2024-02-20 | 10",
                "what date was 10 days before 1 March 2024? | 2024-03-01 | -10",
            })
    void recognisesDatesAtADistance(String prompt, String date, String days) {
        assertEquals(
                call("clock", "operation", "add_days", "date", date, "days", days), Intent.recognise(prompt, TODAY));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "search my timelines for the invoice of March | the invoice of March",
                "Search all my conversations for \"tax\" | tax",
                "search for recipes in my history | recipes",
                "find pancakes in my timelines | pancakes",
                "what did I ask about Kubernetes? | Kubernetes",
                "when did I ask you about Java | Java",
                "did I ever ask about sourdough? | sourdough",
            })
    void recognisesSearches(String prompt, String query) {
        assertEquals(call("timelines", "query", query), Intent.recognise(prompt, TODAY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how do I add a provider",
                "How do I add a provider?",
                "how can I add an OpenAI provider?",
                "how to configure ollama",
                "how do I set an API key?",
                "how do I switch the model",
                "How do I switch models?",
                "how do I replay a timeline?",
                "how do I resume an old session",
                "how do I verify a timeline?",
                "what is sacred?",
                "how does sacred work?",
                "how do I use sacred",
                "does sacred work offline?",
                "where does sacred keep its files?",
                "how does sacred count tokens?",
                "how do I set a budget in sacred?",
                "where are my timelines stored?",
                "what are the exit codes?",
                "how do I quit?",
                "help",
            })
    void recognisesQuestionsAboutTheProgram(String prompt) {
        Optional<ToolCall> call = Intent.recognise(prompt, TODAY);

        assertEquals(call("manual", "topic", prompt.replaceAll("\\?$", "")), call);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I have 3 cats and 2 dogs, write a poem",
                "In 2024, what happened?",
                "explain 2+2 to a child",
                "explain 2+2 to a child philosophically",
                "why is 2+2=4?",
                "is 2+2 always 4?",
                "what is 2+2 in base 3",
                "what is 2 + 2 and why does it matter?",
                "write a function that computes 17% of a number",
                "What is 42?",
                "2024",
                "-5",
                "5%",
                "2024-02-29",
                "12/31/2024",
                "what is 9/11?",
                "24/7",
                "555-1234",
                "+1 555 123 4567",
                "555-123-4567",
                "1, 2, 3",
                "C++",
                "what is C - 4?",
                "what is e?",
                "what is pi?",
                "max",
                "x",
                "10 reasons to live",
                "3 ways to cook rice",
                "10 ideas in music",
                "convert this text to French",
                "convert 10 files to pdf",
                "convert 10 km to French",
                "how many people live in a city?",
                "how many legs does a spider have",
                "how many days are in a leap year and why?",
                "days of thunder",
                "days until I retire",
                "how long until the sun dies?",
                "how many days between two paydays?",
                "what day is best for planting?",
                "what day was the moon landing?",
                "what time is it in a black hole?",
                "time in a bottle",
                "what is time?",
                "time",
                "date",
                "dates",
                "what is the best time to visit Tokyo?",
                "What is a date palm?",
                "what is today's weather",
                "write about the day after tomorrow",
                "what is sacred geometry?",
                "what is a sacred cow?",
                "what does sacred mean?",
                "is the Ganges sacred?",
                "What is the sacred timeline in Loki?",
                "how do I make my wedding sacred?",
                "how do I add a model to my Django app?",
                "how do I add a column to a table?",
                "how do I switch careers?",
                "how do I replay a video in VLC?",
                "how do I exit vim?",
                "how do I change my mind?",
                "help me write an email",
                "search the web for cats",
                "find prime numbers in this list",
                "what did Einstein ask about time?",
                "tell me a story",
                "Write a poem",
                "Write a poem about autumn leaves.",
                "hello",
                "please",
                "?",
                "",
                "   ",
                "2+2\n\n3+3",
                "2+2\n\nand then write a poem",
            })
    void leavesProseToALanguageModel(String prompt) {
        assertEquals(Optional.empty(), Intent.recognise(prompt, TODAY));
    }

    @Test
    void theDayDecidesWhichChristmasIsMeant() {
        assertNotEquals(
                Intent.recognise("days until christmas", LocalDate.of(2026, 12, 25)),
                Intent.recognise("days until christmas", LocalDate.of(2026, 12, 26)));
    }

    @Test
    @Timeout(20)
    void longAndHostileTextIsLeftAloneQuickly() {
        for (String text : new String[] {
            "1+".repeat(500_000) + "1",
            "(".repeat(299),
            "1".repeat(299) + "y",
            "what is ".repeat(37),
            " please".repeat(42),
            "1,".repeat(149) + "x",
            "how many " + "a in ".repeat(58),
            "2" + " ".repeat(290) + "y"
        }) {
            assertEquals(Optional.empty(), Intent.recognise(text, TODAY));
        }
    }

    @Test
    void argumentsAreAJsonObjectWhateverIsSearched() throws Exception {
        ToolCall call =
                Intent.recognise("search my timelines for a\"b\\c", TODAY).orElseThrow();

        assertEquals(
                "a\"b\\c",
                new JsonMapper().readTree(call.arguments()).path("query").asText());
        assertTrue(!call.id().isBlank());
    }

    private static Optional<ToolCall> call(String tool, String... arguments) {
        return Recogniser.call(tool, arguments);
    }
}
