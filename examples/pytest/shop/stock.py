"""A shop's stock, and a warehouse that does not always answer in time."""

import os


class Stock:
    def __init__(self, pieces):
        self.pieces = dict(pieces)

    def reserve(self, name, count=1):
        """Raises ValueError when there are fewer pieces than wanted."""
        if self.pieces.get(name, 0) < count:
            raise ValueError(f"only {self.pieces.get(name, 0)} of {name} left")
        self.pieces[name] -= count
        return self.pieces[name]


def warehouse_answer_ms():
    """
    How long the warehouse takes. Real flakiness comes from clocks, networks and load; this one comes from the number
    of the iteration, so that everybody who tries the example gets the same answer: slow in the second and the fourth.
    """
    iteration = int(os.environ.get("FOCUS_STABILITY_ITERATION", "1"))
    return 1500 if iteration in (2, 4) else 20
