package sacred.cognition.tool;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import sacred.providers.ToolSpec;
import sacred.providers.builtin.UnitTable;
import sacred.providers.builtin.UnitTable.Unit;

/** Conversion between units of measurement of one kind. */
final class Units implements Tool {

    private static final ToolSpec SPEC = new ToolSpec(
            "units",
            "Converts a value from one unit to another. Kinds of units: " + String.join(", ", UnitTable.kinds()) + ".",
            """
            {"type":"object","properties":{"value":{"type":"number"},\
            "from":{"type":"string","description":"a unit, for example km"},\
            "to":{"type":"string","description":"a unit, for example miles"}},"required":["value","from","to"]}\
            """);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String run(Arguments arguments, Context context) throws ToolException {
        BigDecimal value = Numbers.parse(arguments.text("value"));
        Unit from = unit(arguments.text("from"));
        Unit to = unit(arguments.text("to"));
        if (!from.kind().equals(to.kind())) {
            throw new ToolException(
                    from.symbol() + " is a unit of " + from.kind() + ", " + to.symbol() + " one of " + to.kind() + ".");
        }
        return Numbers.plain(value) + " " + from.symbol() + " = " + Numbers.plain(convert(value, from, to)) + " "
                + to.symbol();
    }

    private static BigDecimal convert(BigDecimal value, Unit from, Unit to) throws ToolException {
        BigDecimal base = value.add(from.offset()).multiply(from.numerator());
        if (from.kind().equals("temperature") && base.signum() < 0) {
            throw new ToolException("There is no temperature below absolute zero (0 K, -273.15 °C).");
        }
        // one division at the end keeps everything before it exact
        return base.multiply(to.denominator())
                .divide(from.denominator().multiply(to.numerator()), Numbers.DIVISION)
                .subtract(to.offset());
    }

    private static Unit unit(String name) throws ToolException {
        List<Unit> found = UnitTable.find(name);
        if (found.isEmpty()) {
            throw new ToolException("The unit \"" + name + "\" is unknown. There are units of "
                    + String.join(", ", UnitTable.kinds()) + ".");
        }
        if (found.size() > 1) {
            throw new ToolException("\"" + name + "\" is ambiguous: it may be "
                    + found.stream().map(Unit::symbol).collect(Collectors.joining(" or ")) + ".");
        }
        return found.getFirst();
    }
}
