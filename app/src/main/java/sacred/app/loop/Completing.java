package sacred.app.loop;

import sacred.app.edit.Choice;

/**
 * The completions that are offered.
 *
 * @param chosen whether the user has moved to one of them; until then Enter sends what is typed
 */
record Completing(Choice choice, boolean chosen) {

    Completing next() {
        return new Completing(chosen ? choice.next() : choice, true);
    }

    Completing previous() {
        return new Completing(chosen ? choice.previous() : choice, true);
    }
}
