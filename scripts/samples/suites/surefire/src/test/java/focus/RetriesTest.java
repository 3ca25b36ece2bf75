package focus;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Ignore;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TestName;

/** Run with rerunFailingTestsCount=2; attempts are counted in a static map. */
public class RetriesTest {
    private static final Map<String, Integer> ATTEMPTS = new HashMap<>();

    @Rule public final TestName name = new TestName();
    private int attempt;

    @Before
    public void countAttempt() {
        attempt = ATTEMPTS.merge(name.getMethodName(), 1, Integer::sum);
        System.out.println("attempt " + attempt + " ]]> <b>");
        System.err.println("circuit breaker is OPEN");
        if (name.getMethodName().equals("setupFailsOnce") && attempt == 1) {
            throw new IllegalStateException("no free window");
        }
    }

    @Test
    public void passes() {}

    @Test
    public void passesOnSecondAttempt() {
        assertEquals("gRPC stream <ready>", 2, attempt);
    }

    @Test
    public void throwsThenPassesOnThirdAttempt() {
        if (attempt < 3) {
            throw new IllegalStateException("stream closed on attempt " + attempt);
        }
    }

    @Test
    public void failsEveryAttempt() {
        assertTrue("attempt " + attempt + " & more", attempt > 99);
    }

    @Test
    public void throwsEveryAttempt() {
        throw new IllegalStateException("connection refused, attempt " + attempt);
    }

    @Test
    public void failsThenThrowsEveryAttempt() {
        assertTrue("first a failure", attempt > 1);
        throw new IllegalStateException("then an error, attempt " + attempt);
    }

    @Test
    public void setupFailsOnce() {}

    @Test
    @Ignore("needs a fiber")
    public void isIgnored() {}

    @Test
    public void assumptionIsNotMet() {
        Assume.assumeTrue("needs MongoDB", false);
    }
}
