package sacred.timeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoundaryTest {

    @ParameterizedTest
    @CsvSource({
        "0, Maintained",
        "0.5999999999999999, Maintained",
        "0.6, Transitional",
        "0.7, Transitional",
        "0.8, Transitional",
        "0.8000000000000002, Transcendent",
        "1, Transcendent"
    })
    void theThresholdsBelongToTheMiddle(double permeability, String status) {
        assertEquals(status, new Boundary("CD-SD", permeability).status().wire());
    }
}
