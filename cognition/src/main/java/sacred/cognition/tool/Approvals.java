package sacred.cognition.tool;

/** Who is asked whether a tool may. */
@FunctionalInterface
public interface Approvals {

    /** Nobody is there, so nothing is allowed. */
    Approvals NOBODY = approval -> Decision.refused(
            "Nobody can be asked whether the tool " + approval.tool() + " may " + approval.action() + ".");

    /** Blocks until it is decided; an interrupt means that nobody waits for the decision any more. */
    Decision decide(Approval approval) throws InterruptedException;
}
