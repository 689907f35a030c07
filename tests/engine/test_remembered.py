"""What was asked for lately is kept, as far as there is room."""

from hypothesis import given
from hypothesis import strategies as st

from searchkit.engine.evaluation.remembered import Remembered

ROOM = 1 << 20
KEYS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, ROOM // 10)), max_size=80)


@given(KEYS)
def test_there_is_never_more_than_fits(asked: list[tuple[int, int]]) -> None:
    kept = Remembered[str](ROOM)
    for key, size in asked:
        assert kept.keep(key, f"item {key}", size) == f"item {key}"
        assert sum(size for each, size in dict(asked).items() if kept.get(each)) <= ROOM
        assert kept.get(key) in (None, f"item {key}")


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    kept = Remembered[int](ROOM)
    for key in range(20):
        kept.keep(key, key, ROOM // 20)
        kept.get(0)
    assert kept.get(0) == 0
    assert kept.get(1) is None
    assert kept.get(19) == 19


def test_what_takes_too_much_is_not_kept() -> None:
    kept = Remembered[int](ROOM)
    assert kept.keep("large", 1, ROOM // 2) == 1
    assert kept.get("large") is None
    assert kept.has_room


def test_who_comes_first_is_kept() -> None:
    kept = Remembered[list[int]](ROOM)
    first: list[int] = [1]
    assert kept.keep("a", first, 8) is first
    assert kept.keep("a", [1], 8) is first
