package shop;

import java.util.HashMap;
import java.util.Map;

/** A shop's stock. */
public final class Stock {
  private final Map<String, Integer> pieces;

  public Stock(Map<String, Integer> pieces) {
    this.pieces = new HashMap<>(pieces);
  }

  /** How many are left. Throws when there are fewer pieces than wanted. */
  public int reserve(String name, int count) {
    int left = pieces.getOrDefault(name, 0) - count;
    if (left < 0) {
      throw new IllegalStateException("only " + (left + count) + " of " + name + " left");
    }
    pieces.put(name, left);
    return left;
  }
}
