package sacred.cognition.tool;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;

/** A fixed world for tools: 2026-11-25, late in the evening in Berlin and already the next day in Tokyo. */
public final class Given {

    public static final Tool.Context CONTEXT = at("2026-11-25T22:30:00Z", "Europe/Berlin");

    private Given() {}

    static Tool.Context at(String instant, String zone) {
        return new Tool.Context(InstantSource.fixed(Instant.parse(instant)), ZoneId.of(zone), History.NONE);
    }

    static String run(String tool, String arguments) throws ToolException, InterruptedException {
        return Toolbox.HARMLESS.find(tool).orElseThrow().run(Arguments.parse(arguments), CONTEXT);
    }
}
