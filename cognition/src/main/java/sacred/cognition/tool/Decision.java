package sacred.cognition.tool;

/**
 * What came of asking for leave.
 *
 * @param reason who allowed it, as the block keeps it ({@code you}); or why not, as a sentence for the model and the user
 * @param forTheSession whether the very same call is allowed from now on
 */
public record Decision(boolean allowed, String reason, boolean forTheSession) {

    public static Decision allowedBy(String who) {
        return new Decision(true, who, false);
    }

    public static Decision refused(String why) {
        return new Decision(false, why, false);
    }
}
