package focus;

import org.junit.BeforeClass;
import org.junit.Test;

/** A class whose fixture fails before its first test. */
public class OutageTest {
    @BeforeClass
    public static void connect() {
        throw new IllegalStateException("connection refused");
    }

    @Test
    public void neverRuns() {}
}
