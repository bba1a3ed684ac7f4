package sacred.app.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import sacred.app.session.Checks;
import sacred.app.session.Composites;
import sacred.app.session.Setup;
import sacred.app.view.ModelList;
import sacred.app.view.ProviderList;
import sacred.cognition.TurnSettings;
import sacred.providers.ModelInfo;
import sacred.providers.Provider;
import sacred.providers.ProviderException;
import sacred.timeline.ModelRef;

/** /model, /provider, /route: who answers from the next turn on. The conversation stays. */
final class Switching {

    private Switching() {}

    static void model(Desk desk, String argument) throws IOException, InterruptedException {
        if (argument.isEmpty() && desk.onScreen(new ScreenRequest.PickModel(""))) {
            return;
        }
        if (argument.isEmpty()) {
            desk.say("answering: " + desk.session().settings().format());
            listModels(desk);
            return;
        }
        if (argument.chars().anyMatch(Character::isWhitespace)) {
            desk.say("A model is named by one word, provider:model, not \"" + argument + "\".");
            return;
        }
        try {
            switchTo(desk, desk.setup().reference(argument));
        } catch (IllegalArgumentException | ProviderException e) {
            byPartOfAName(desk, argument, e.getMessage());
        }
    }

    /** A part of a name is enough when only one model has it. */
    private static void byPartOfAName(Desk desk, String part, String otherwise)
            throws IOException, InterruptedException {
        String wanted = part.toLowerCase(Locale.ROOT);
        List<ModelRef> found = known(desk.setup()).stream()
                .filter(ref -> ref.toString().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        if (found.size() == 1) {
            switchTo(desk, found.getFirst());
        } else if (found.isEmpty()) {
            desk.say(otherwise);
        } else if (!desk.onScreen(new ScreenRequest.PickModel(part))) {
            desk.say("\"" + part + "\" could be any of these:");
            found.forEach(ref -> desk.say("  " + ref));
        }
    }

    private static List<ModelRef> known(Setup setup) throws InterruptedException {
        List<ModelRef> refs = new ArrayList<>();
        for (Provider provider : setup.providers().all()) {
            try {
                provider.list()
                        .forEach(m -> refs.add(new ModelRef(provider.settings().name(), m.name())));
            } catch (ProviderException e) {
                provider.settings()
                        .models()
                        .forEach(m -> refs.add(new ModelRef(provider.settings().name(), m)));
            }
        }
        return refs;
    }

    private static void listModels(Desk desk) throws InterruptedException {
        for (Provider provider : desk.setup().providers().all()) {
            try {
                for (ModelInfo model : provider.list()) {
                    desk.say("  " + ModelList.line(provider.settings(), model));
                }
            } catch (ProviderException e) {
                desk.say("  " + provider.settings().name() + ":…  " + e.getMessage());
            }
        }
        Composites.Listed logical = desk.setup().composites().all();
        logical.models().forEach(model -> desk.say("  " + ModelList.line(model)));
        logical.missing().ifPresent(desk::say);
        desk.setup().config().disabled().forEach((name, reason) -> desk.say("  " + name + ":…  " + reason));
    }

    private static void switchTo(Desk desk, ModelRef ref) throws IOException {
        desk.switchTo(
                desk.session().settings().answeredBy(ref),
                "/model " + ref,
                "From now on " + ref + " answers and calls tools. /retry asks it the last prompt again.");
    }

    static void provider(Desk desk, String argument) throws IOException, InterruptedException {
        if (argument.isEmpty()) {
            Checks.of(desk.setup().providers().all(), Checks.PATIENCE)
                    .forEach((provider, check) -> desk.say(
                            "  " + ProviderList.line(provider.settings(), Optional.of(ProviderList.state(check)))));
            desk.setup().config().disabled().forEach((n, reason) -> desk.say("  " + ProviderList.disabled(n, reason)));
            return;
        }
        Optional<Provider> provider = desk.setup().providers().find(argument);
        if (provider.isEmpty()) {
            String reason = desk.setup().config().disabled().getOrDefault(argument, "it is not configured");
            desk.say("The provider \"" + argument + "\" cannot be used: " + reason);
            return;
        }
        try {
            List<String> models = provider.get().settings().models().isEmpty()
                    ? provider.get().list().stream().map(ModelInfo::name).toList()
                    : provider.get().settings().models();
            if (models.isEmpty()) {
                desk.say(argument + " offers no model yet.");
            } else {
                switchTo(desk, new ModelRef(argument, models.getFirst()));
            }
        } catch (ProviderException e) {
            desk.say(e.getMessage());
        }
    }

    static void route(Desk desk, String argument) throws IOException {
        TurnSettings now = desk.session().settings();
        if (argument.isEmpty()) {
            desk.say("routing: " + now.mode().name().toLowerCase(Locale.ROOT) + ", route model " + now.route());
            return;
        }
        try {
            TurnSettings.Mode mode = TurnSettings.Mode.valueOf(argument.toUpperCase(Locale.ROOT));
            String word = argument.toLowerCase(Locale.ROOT);
            desk.switchTo(now.withMode(mode), "/route " + word, "routing: " + word);
        } catch (IllegalArgumentException e) {
            desk.say("/route takes auto, model, rules or off, not \"" + argument + "\".");
        }
    }
}
