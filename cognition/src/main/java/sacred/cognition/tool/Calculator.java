package sacred.cognition.tool;

import sacred.providers.ToolSpec;

/** Arithmetic in decimal digits, so that 0.1 + 0.2 is 0.3. */
final class Calculator implements Tool {

    private static final ToolSpec SPEC = new ToolSpec(
            "calculator",
            "Computes one arithmetic expression exactly. Use it for every calculation. Operators + - * / ^ ! and"
                + " parentheses; percentages as \"17% of 2340\" or \"200 + 10%\"; remainder mod(a, b); functions abs"
                + " sqrt cbrt floor ceil round(x, places) min max ln log(x) log(x, base) exp sin cos tan asin acos"
                + " atan (radians); constants pi and e.",
            """
            {"type":"object","properties":{"expression":{"type":"string","description":"for example (3 + 4) * 2.5"}},\
            "required":["expression"]}\
            """);

    @Override
    public ToolSpec spec() {
        return SPEC;
    }

    @Override
    public String run(Arguments arguments, Context context) throws ToolException {
        return Numbers.plain(Expression.evaluate(arguments.text("expression")));
    }
}
