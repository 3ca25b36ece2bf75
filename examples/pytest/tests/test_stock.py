import pytest
from shop.stock import Stock, warehouse_answer_ms


def test_reserving_takes_pieces():
    assert Stock({"chair": 3}).reserve("chair") == 2


def test_refuses_what_is_not_there():
    with pytest.raises(ValueError, match="only 0 of table left"):
        Stock({"chair": 3}).reserve("table")


def test_warehouse_answers_in_time():
    """Flaky on purpose: see warehouse_answer_ms."""
    assert warehouse_answer_ms() < 1000
