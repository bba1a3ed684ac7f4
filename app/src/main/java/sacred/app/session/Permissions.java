package sacred.app.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Approvals;
import sacred.cognition.tool.Decision;

/**
 * What tools may do in one session: what the configuration allows, then what the user has allowed for the session; about the
 * rest the user is asked, one question at a time. Nothing of it outlives the session. Any thread.
 */
public final class Permissions {

    static final String BY_THE_CONFIGURATION = "the configuration";
    static final String FOR_THE_SESSION = "you, for this session";

    private volatile List<String> allowed;
    /** By what makes a call the very same one. Under the lock. */
    private final Map<String, Approval> granted = new LinkedHashMap<>();

    private final ReentrantLock lock = new ReentrantLock();

    /** @param allowed the tools that the configuration allows without asking */
    public Permissions(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    /** Another configuration: from now on it allows these and no other. What the user has allowed stays. */
    void allow(List<String> tools) {
        allowed = List.copyOf(tools);
    }

    Decision decide(Approval approval, Approvals user) throws InterruptedException {
        if (allowed.contains(approval.tool())) {
            return Decision.allowedBy(BY_THE_CONFIGURATION);
        }
        lock.lockInterruptibly();
        try {
            if (granted.containsKey(key(approval))) {
                return Decision.allowedBy(FOR_THE_SESSION);
            }
            Decision decision = user.decide(approval);
            if (decision.allowed() && decision.forTheSession()) {
                granted.put(key(approval), approval);
            }
            return decision;
        } finally {
            lock.unlock();
        }
    }

    /** What the user has allowed for the session. */
    public List<Approval> granted() {
        lock.lock();
        try {
            return new ArrayList<>(granted.values());
        } finally {
            lock.unlock();
        }
    }

    /** Takes back what was allowed for the session. */
    public void forget() {
        lock.lock();
        try {
            granted.clear();
        } finally {
            lock.unlock();
        }
    }

    private static String key(Approval approval) {
        return approval.tool() + "\0" + approval.identity();
    }
}
