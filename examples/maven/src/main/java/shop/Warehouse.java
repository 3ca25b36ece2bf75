package shop;

/** A warehouse that does not always answer in time. */
public final class Warehouse {
  private Warehouse() {}

  /**
   * How long it takes. Real flakiness comes from clocks, networks and load; this one comes from the number of the
   * iteration, so that everybody who tries the example gets the same answer: slow in the second and the fourth.
   */
  public static int answerMs() {
    String iteration = System.getenv().getOrDefault("FOCUS_STABILITY_ITERATION", "1");
    return iteration.equals("2") || iteration.equals("4") ? 1500 : 20;
  }
}
