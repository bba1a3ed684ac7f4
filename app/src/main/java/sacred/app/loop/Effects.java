package sacred.app.loop;

/** What the session does for the screen. Called by the loop's thread; nothing here waits for a model, a disk or a server. */
interface Effects {

    void run(Effect.OnSession effect);
}
