package focus;

import static org.junit.Assert.assertNotEquals;

import java.util.Arrays;
import java.util.Collection;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

/** Parameters that break naive readers and writers. */
@RunWith(Parameterized.class)
public class NamesTest {
    private final String value;

    public NamesTest(String value) {
        this.value = value;
    }

    @Parameters(name = "{0}")
    public static Collection<String> values() {
        return Arrays.asList(
                "<script>alert(1)</script>",
                "a|b",
                "\"double\"",
                "`backticks`",
                "__proto__",
                "@user #1",
                "../../../etc/passwd",
                "&amp;&lt;",
                "\u05e9\u05dc\u05d5\u05dd \ud83d\ude80",
                "bell\u0007");
    }

    @Test
    public void hostile() {
        assertNotEquals("a|b", value);
    }
}
