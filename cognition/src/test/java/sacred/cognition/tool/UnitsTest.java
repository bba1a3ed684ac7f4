package sacred.cognition.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sacred.providers.builtin.UnitTable;

class UnitsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10 | km | miles | 10 km = 6.213711922373 mi",
                "1 | mile | m | 1 mi = 1609.344 m",
                "1 | foot | inches | 1 ft = 12 in",
                "6 | ft | CM | 6 ft = 182.88 cm",
                "-40 | fahrenheit | celsius | -40 °F = -40 °C",
                "100 | C | F | 100 °C = 212 °F",
                "98.6 | f | c | 98.6 °F = 37 °C",
                "0 | celsius | K | 0 °C = 273.15 K",
                "5 | pounds | kg | 5 lb = 2.26796185 kg",
                "1 | gallon | litres | 1 US gal = 3.785411784 L",
                "2 | cups | ml | 2 US cup = 473.176473 mL",
                "1 | acre | m² | 1 acre = 4046.8564224 m²",
                "100 | km/h | m/s | 100 km/h = 27.777777777778 m/s",
                "3 | weeks | hours | 3 wk = 504 h",
                "1 | GB | MB | 1 GB = 1000 MB",
                "1 | GiB | bytes | 1 GiB = 1073741824 B",
                "100 | Mb | MB | 100 Mbit = 12.5 MB",
                "5 | gb | mb | 5 GB = 5000 MB",
                "1 | kWh | MJ | 1 kWh = 3.6 MJ",
                "1 | atm | psi | 1 atm = 14.695948775513 psi",
                "1,000 | m | km | 1000 m = 1 km",
                "1e3 | m | km | 1000 m = 1 km",
                "1 | hp | kW | 1 hp = 0.745699871582 kW",
            })
    void converts(String value, String from, String to, String expected) throws ToolException, InterruptedException {
        assertEquals(expected, convert(value, from, to));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | parsec | km | The unit \"parsec\" is unknown.",
                "1 | km | kg | km is a unit of length, kg one of mass.",
                "1 | ton | kg | \"ton\" is ambiguous: it may be t or short ton or long ton.",
                "-300 | celsius | K | There is no temperature below absolute zero (0 K, -273.15 °C).",
                "many | km | m | \"many\" is not a number.",
                "1e999999999 | km | m | The number is too large: it is beyond 10^1000.",
            })
    void saysWhyItCannotConvert(String value, String from, String to, String start) {
        ToolException failure = assertThrows(ToolException.class, () -> convert(value, from, to));

        assertTrue(failure.getMessage().startsWith(start), failure::getMessage);
    }

    @Test
    void takesTheValueAsAJsonNumberToo() throws ToolException, InterruptedException {
        String result = Given.run("units", "{\"value\":10.50,\"from\":\"m\",\"to\":\"cm\"}");

        assertEquals("10.5 m = 1050 cm", result);
    }

    @Test
    void knowsEveryKindOfUnitThatItPromises() {
        assertEquals(
                Set.of(
                        "length",
                        "mass",
                        "temperature",
                        "volume",
                        "area",
                        "speed",
                        "time",
                        "data",
                        "energy",
                        "power",
                        "pressure"),
                Set.copyOf(UnitTable.kinds()));
    }

    private static String convert(String value, String from, String to) throws ToolException, InterruptedException {
        return Given.run(
                "units",
                JsonNodeFactory.instance
                        .objectNode()
                        .put("value", value)
                        .put("from", from)
                        .put("to", to)
                        .toString());
    }
}
