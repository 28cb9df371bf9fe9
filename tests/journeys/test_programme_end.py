"""What comes back stops when the programme is over."""

from __future__ import annotations

from tests.village import Village


async def test_no_check_in_comes_after_the_programmes_last_day(signed: Village) -> None:
    await signed.go_to(2027, 12, 24)
    asked = [when for who, when, text in signed.posts() if text.startswith("How has it been going")]
    assert asked[-1] == "Tue 17 Aug 10:00"
    assert len(asked) == 12
    assert await signed.demo.rehearsal.next_due() is None
