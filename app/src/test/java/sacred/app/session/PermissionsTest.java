package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.cognition.tool.Approval;
import sacred.cognition.tool.Approvals;
import sacred.cognition.tool.Decision;

@Timeout(60)
class PermissionsTest {

    private static final Approval LIST = new Approval("shell", "run a command", "ls", "ls in /tmp");
    private static final Approval REMOVE = new Approval("shell", "run a command", "rm x", "rm x in /tmp");
    private static final Approvals NEVER = approval -> {
        throw new AssertionError("asked about " + approval);
    };

    private final Permissions permissions = new Permissions(List.of("web"));

    @Test
    void whatTheConfigurationAllowsIsNotAskedAbout() throws InterruptedException {
        Approval fetch = new Approval("web", "fetch a page", "https://example.org", "https://example.org");

        assertEquals(Decision.allowedBy("the configuration"), permissions.decide(fetch, NEVER));
    }

    @Test
    void leaveForTheSessionIsForTheVerySameCallOnly() throws InterruptedException {
        permissions.decide(LIST, _ -> new Decision(true, "you", true));

        assertEquals(Decision.allowedBy("you, for this session"), permissions.decide(LIST, NEVER));
        assertFalse(permissions.decide(REMOVE, _ -> Decision.refused("no")).allowed());
        assertEquals(List.of(LIST), permissions.granted());
    }

    @Test
    void leaveForOnceAndRefusalsAreForgotten() throws InterruptedException {
        permissions.decide(LIST, _ -> Decision.allowedBy("you"));
        permissions.decide(LIST, _ -> new Decision(false, "no", true));

        assertEquals(List.of(), permissions.granted());
        assertEquals(
                "asked",
                permissions.decide(LIST, _ -> Decision.refused("asked")).reason());
    }

    @Test
    void leaveForTheSessionCanBeTakenBack() throws InterruptedException {
        permissions.decide(LIST, _ -> new Decision(true, "you", true));
        permissions.forget();

        assertFalse(permissions.decide(LIST, _ -> Decision.refused("no")).allowed());
    }

    @Test
    void aSecondQuestionWaitsForTheAnswerToTheFirst() throws InterruptedException {
        AtomicInteger open = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch allStarted = new CountDownLatch(8);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                allStarted.countDown();
                try {
                    permissions.decide(LIST, _ -> {
                        most.accumulateAndGet(open.incrementAndGet(), Math::max);
                        allStarted.await();
                        open.decrementAndGet();
                        return Decision.refused("no");
                    });
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, most.get());
        assertTrue(permissions.granted().isEmpty());
    }

    @Test
    void whatAnotherConfigurationNoLongerAllowsIsAskedAboutAndLeaveForTheSessionStays() throws InterruptedException {
        Approval fetch = new Approval("web", "fetch a page", "https://example.org", "https://example.org");
        permissions.decide(LIST, _ -> new Decision(true, "you", true));

        permissions.allow(List.of());

        assertEquals(
                "asked",
                permissions.decide(fetch, _ -> Decision.refused("asked")).reason());
        assertEquals(List.of(LIST), permissions.granted());
    }
}
