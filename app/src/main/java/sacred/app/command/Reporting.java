package sacred.app.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import sacred.app.config.Config;
import sacred.app.session.Setup;
import sacred.app.view.CacheLine;
import sacred.cognition.Answerers;
import sacred.cognition.RouteHealth;
import sacred.cognition.TurnSettings;
import sacred.timeline.ModelRef;

/** /status and its kin: what the timeline says about itself. */
final class Reporting {

    private Reporting() {}

    static void status(Desk desk, String argument) {
        TurnSettings s = desk.session().settings();
        boolean chosen = !s.answererNamed() && !s.routes().answerers().equals(Answerers.NONE);
        desk.say("answers    " + s.format()
                + (chosen ? ", or who the route speaks for (by_intent, by_difficulty, by_domain)" : "")
                + (s.tool().equals(s.format()) ? "" : ", tools by " + s.tool()));
        desk.say("routes     " + s.mode().name().toLowerCase(Locale.ROOT) + ", model " + s.route());
        desk.say("fallback   "
                + (s.fallback().isEmpty()
                        ? "none"
                        : s.fallback().stream().map(ModelRef::toString).collect(Collectors.joining(", "))));
        List<String> unusual = desk.setup().world().scheduler().states();
        desk.say("providers  " + (unusual.isEmpty() ? "nothing waits, nothing rests" : unusual.getFirst()));
        unusual.stream().skip(1).forEach(state -> desk.say("           " + state));
        desk.say("timeline   "
                + desk.session().journal().file().map(Object::toString).orElse("not saved"));
        desk.say("config     "
                + desk.setup().config().file().map(Object::toString).orElse("none, the defaults are in force"));
        desk.say("log        " + desk.setup().log().described());
        Config config = desk.setup().config();
        desk.say("cache      "
                + CacheLine.of(
                        config.cache().enabled(),
                        config.cache().timeToLive(),
                        Setup.cache(desk.setup().host(), config)));
        desk.setup().telemetry().ifPresent(told -> desk.say("telemetry  " + told.described()));
        routes(RouteHealth.of(desk.session().timeline())).forEach(desk::say);
    }

    private static List<String> routes(RouteHealth health) {
        if (health.routes().isEmpty()) {
            return List.of("last routes none yet");
        }
        int all = health.routes().size();
        String shares = health.shares().entrySet().stream()
                .map(e -> e.getValue() + " by " + e.getKey())
                .collect(Collectors.joining(", "));
        List<String> lines = new ArrayList<>();
        lines.add("last routes " + shares + " (of " + all + ")");
        if (health.fellBack() > 0) {
            lines.add("           " + health.fellBack()
                    + " of them fell back: the route model failed, so the rules decided");
        }
        health.alarm().ifPresent(alarm -> lines.add("         ! " + alarm));
        return lines;
    }

    static void strategies(Desk desk, String argument) {
        Map<String, Config.LogicalModel> logical = desk.setup().config().logicalModels();
        if (logical.isEmpty()) {
            desk.say("No logical model is configured (logical_models).");
            return;
        }
        logical.forEach((name, model) -> desk.say(
                "  " + name + "  " + model.strategy() + " of " + String.join(", ", model.members()) + roles(model)));
        desk.say("/model NAME lets one of them answer, also one that `sacred consortium save` has saved.");
    }

    private static String roles(Config.LogicalModel model) {
        return model.roles().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(role -> ", " + role.getKey() + " " + role.getValue())
                .collect(Collectors.joining());
    }

    static void config(Desk desk, String argument) {
        if (argument.equals("reload")) {
            Reloading.byHand(desk);
            return;
        }
        desk.say(
                "  " + desk.setup().config().file().map(Object::toString).orElse("no file: the defaults are in force"));
        desk.setup().config().disabled().forEach((name, why) -> desk.say("  " + name + " is off: " + why));
        desk.setup().config().notes().forEach(note -> desk.say("  " + note));
        if (!desk.reload().problems().isEmpty()) {
            desk.say("✗ The file was changed since and is not in force:");
            desk.reload().problems().forEach(problem -> desk.say("  " + problem));
        }
    }
}
