package sacred.cognition.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'operation':'now' | 23:30:00 on Wednesday, 25 November 2026 (Europe/Berlin, UTC+01:00)",
                "'operation':'now','zone':'Asia/Tokyo' | 07:30:00 on Thursday, 26 November 2026 (Asia/Tokyo,"
                        + " UTC+09:00)",
                "'operation':'now','zone':'new york' | 17:30:00 on Wednesday, 25 November 2026 (America/New_York,"
                        + " UTC-05:00)",
                "'operation':'now','zone':'UTC' | 22:30:00 on Wednesday, 25 November 2026 (UTC, UTC+00:00)",
                "'operation':'date' | Wednesday, 25 November 2026 (2026-11-25)",
                "'operation':'date','zone':'Asia/Tokyo' | Thursday, 26 November 2026 (2026-11-26)",
                "'operation':'weekday' | 2026-11-25 is a Wednesday",
                "'operation':'weekday','date':'2024-02-29' | 2024-02-29 was a Thursday",
                "'operation':'weekday','date':'2027-01-01' | 2027-01-01 will be a Friday",
                "'operation':'days_between','date':'2024-02-01','to':'2024-03-01' | 29 days from 2024-02-01 to"
                        + " 2024-03-01",
                "'operation':'days_between','date':'2023-02-01','to':'2023-03-01' | 28 days from 2023-02-01 to"
                        + " 2023-03-01",
                "'operation':'days_between','date':'2024-03-02','to':'2024-03-01' | -1 day from 2024-03-02 to"
                        + " 2024-03-01",
                "'operation':'days_until','date':'2027-01-01' | 37 days until 2027-01-01, counted from today,"
                        + " 2026-11-25",
                "'operation':'days_until','date':'2026-11-26' | 1 day until 2026-11-26, counted from today, 2026-11-25",
                "'operation':'days_until','date':'2026-11-20' | 2026-11-20 was 5 days ago, counted from today,"
                        + " 2026-11-25",
                "'operation':'add_days','days':30 | 30 days after 2026-11-25 is Friday, 25 December 2026 (2026-12-25)",
                "'operation':'add_days','date':'2024-03-01','days':'-1' | 1 day before 2024-03-01 is Thursday, 29"
                        + " February 2024 (2024-02-29)",
            })
    void answers(String arguments, String expected) throws ToolException, InterruptedException {
        assertEquals(expected, Given.run("clock", "{" + arguments.replace('\'', '"') + "}"));
    }

    @Test
    void countsCalendarDaysAcrossTheChangeOfSummerTime() throws ToolException, InterruptedException {
        Tool.Context beforeTheChange = Given.at("2026-03-28T23:30:00Z", "Europe/Berlin");
        Tool clock = Toolbox.HARMLESS.find("clock").orElseThrow();

        String now = clock.run(Arguments.parse("{\"operation\":\"now\"}"), beforeTheChange);
        String later = clock.run(
                Arguments.parse("{\"operation\":\"now\"}"), Given.at("2026-03-29T01:00:00Z", "Europe/Berlin"));
        String until =
                clock.run(Arguments.parse("{\"operation\":\"days_until\",\"date\":\"2026-03-30\"}"), beforeTheChange);

        assertEquals("00:30:00 on Sunday, 29 March 2026 (Europe/Berlin, UTC+01:00)", now);
        assertEquals("03:00:00 on Sunday, 29 March 2026 (Europe/Berlin, UTC+02:00)", later);
        assertTrue(until.startsWith("1 day until 2026-03-30"), until);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'operation':'sleep' | The clock has no operation \"sleep\". There are: now, date, weekday,"
                        + " days_between, days_until, add_days.",
                "'zone':'UTC' | The argument \"operation\" is missing.",
                "'operation':'days_until' | The argument \"date\" is missing.",
                "'operation':'weekday','date':'2023-02-29' | \"2023-02-29\" is not a date. Dates are written like"
                        + " 2024-02-29.",
                "'operation':'weekday','date':['x'] | The argument \"date\" has to be text or a number.",
                "'operation':'now','zone':'Atlantis' | The time zone \"Atlantis\" is unknown. Zones are named like"
                        + " Europe/Berlin.",
                "'operation':'add_days','days':1.5 | The number of days has to be whole.",
                "'operation':'add_days','days':999999999999 | That date is outside the calendar.",
                "'operation':'add_days','days':9223372036854775807 | That date is outside the calendar.",
            })
    void saysWhyItCannotAnswer(String arguments, String message) {
        String json = "{" + arguments.replace('\'', '"') + "}";

        ToolException failure = assertThrows(ToolException.class, () -> Given.run("clock", json));

        assertEquals(message, failure.getMessage());
    }
}
