package sacred.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sacred.providers.Backend;
import sacred.providers.Check;
import sacred.providers.Model;
import sacred.providers.ModelInfo;
import sacred.providers.Provider;
import sacred.providers.ProviderKind;
import sacred.providers.ProviderSettings;
import sacred.providers.RetryPolicy;
import sacred.providers.Timeouts;

@Timeout(60)
class ChecksTest {

    @Test
    void allAreAskedAtOnceAndStandInTheirOrder() throws Exception {
        CyclicBarrier allAsked = new CyclicBarrier(3);
        List<Provider> providers = List.of("c", "a", "b").stream()
                .map(name -> provider(name, () -> {
                    allAsked.await();
                    return new Check(true, 1, "1 model");
                }))
                .toList();

        Map<Provider, Check> checks = Checks.of(providers, Duration.ofSeconds(50));

        assertEquals(providers, new ArrayList<>(checks.keySet()));
        assertEquals(
                List.of(true, true, true),
                checks.values().stream().map(Check::ok).toList());
    }

    @Test
    void whoeverDoesNotAnswerIsNotWaitedFor() throws Exception {
        Provider silent = provider("silent", () -> {
            new CountDownLatch(1).await();
            throw new IllegalStateException("unreachable");
        });

        Check check = Checks.of(List.of(silent), Duration.ofMillis(1)).get(silent);

        assertEquals(new Check(false, 1, "no answer within 0 s"), check);
    }

    /** What a provider does when it is checked. */
    private interface Checking {
        Check check() throws Exception;
    }

    private static Provider provider(String name, Checking checking) {
        Backend backend = new Backend() {
            @Override
            public Model model(String model) {
                throw new IllegalStateException("nobody asks it");
            }

            @Override
            public List<ModelInfo> list() {
                return List.of();
            }

            @Override
            public Check check() throws InterruptedException {
                try {
                    return checking.check();
                } catch (InterruptedException e) {
                    throw e;
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        return new Provider(
                new ProviderSettings(
                        name,
                        ProviderKind.OPENAI,
                        "http://a/v1",
                        Optional.empty(),
                        "",
                        List.of(),
                        Timeouts.DEFAULT,
                        RetryPolicy.DEFAULT),
                backend);
    }
}
