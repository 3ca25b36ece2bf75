package shop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StockTest {
  private final Stock stock = new Stock(Map.of("chair", 3));

  @Test
  void givesPiecesAway() {
    assertEquals(2, stock.reserve("chair", 1));
  }

  @Test
  void refusesWhatIsNotThere() {
    Throwable thrown = assertThrows(IllegalStateException.class, () -> stock.reserve("table", 1));
    assertEquals("only 0 of table left", thrown.getMessage());
  }
}
