"""What commands print."""

from dojang.cli.terminal import counted


def test_a_count_has_its_plural() -> None:
    assert [counted(1, "step"), counted(0, "step"), counted(2, "box"), counted(1, "box"), counted(2000, "more row")] == [
        "1 step", "0 steps", "2 boxes", "1 box", "2,000 more rows",
    ]  # fmt: skip
