"""Lists of people, as they are pasted and exported: read generously, line by line, and never in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.people import Role
from bot.domain.rosters import MOST_LINES, Asked, Judged, Named, Read, Sort, Verdict
from bot.typed.rosters import decode, read

NOAH, INES = Named(Sort.HANDLE, "noah"), Named(Sort.HANDLE, "ines")
MAIL = Named(Sort.EMAIL, "noah@example.com")
PAIR = Asked(1, (NOAH, INES))
MENTOR, MENTEE = Role.MENTOR, Role.MENTEE


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("@noah, @ines", PAIR),
        ("@noah;@ines", PAIR),
        ("@noah\t@ines", PAIR),
        ("@noah @ines", PAIR),
        ('"@noah","@ines"', PAIR),
        ("\ufeff@noah,@ines\r\n", PAIR),
        ("@noah,@ines\r", PAIR),
        ("Noah,Inés", PAIR),
        ("'@noah,'@ines", PAIR),
        ("<@UNOAH1>,<@UINES1|ines>", Asked(1, (Named(Sort.ID, "UNOAH1"), Named(Sort.ID, "UINES1")))),
        ("UNOAH1,UINES1", Asked(1, (Named(Sort.ID, "UNOAH1"), Named(Sort.ID, "UINES1")))),
        ("Noah@Example.com,mentor", Asked(1, (MAIL,), MENTOR)),
        ("mentor,noah@example.com", Asked(1, (MAIL,), MENTOR)),
        ("noah@example.com mentora 2", Asked(1, (MAIL,), MENTOR, 2)),
        ("Noah Brooks <noah@example.com>;mentee", Asked(1, (MAIL,), MENTEE)),
        ("<mailto:noah@example.com|noah@example.com>, Mentor, 3", Asked(1, (MAIL,), MENTOR, 3)),
        ("@noah", Asked(1, (NOAH,), MENTEE)),
        ("Mentor,Mentee\n@noah,@ines", Asked(2, (NOAH, INES))),
        ("Team,Mentee,Mentor\nBlue,@ines,@noah", Asked(2, (NOAH, INES))),
        ("Correo;Rol;Plazas\nnoah@example.com;mentor;4", Asked(2, (MAIL,), MENTOR, 4)),
        ("mentor\n@noah", Asked(2, (NOAH,), MENTOR)),
        ('E-mail,Note\nnoah@example.com,"likes\nlong, walks"', Asked(2, (MAIL,), MENTEE)),
        ("\n\n@noah,@ines", Asked(3, (NOAH, INES))),
    ],
)
def test_what_tables_and_people_write_is_read(text: str, asked: Asked) -> None:
    assert read(text, MENTEE) == Read((asked,))


@pytest.mark.parametrize(
    ("text", "verdict", "said"),
    [
        ('=HYPERLINK("http://x.example"),@ines', Verdict.FORMULA, '=HYPERLINK("http://x.example")'),
        ("@SUM(A1:A2),@ines", Verdict.FORMULA, "@SUM(A1:A2)"),
        ("'=cmd,@ines", Verdict.FORMULA, "=cmd"),
        ("@noah,+1", Verdict.FORMULA, "+1"),
        ("@no\x00ah,@ines", Verdict.SIGNS, ""),
        ('"@noah,@ines', Verdict.QUOTE, ""),
        ("@noah,boss", Verdict.ROLE, "boss"),
        ("@noah,mentor,many", Verdict.CAPACITY, "many"),
        ("@noah,mentor,0", Verdict.CAPACITY, "0"),
        ("@noah,mentor,²", Verdict.CAPACITY, "²"),
        ("???,@ines", Verdict.NOBODY, "???"),
        (f"{'n' * 400},@ines", Verdict.NOBODY, "n" * 59 + "…"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line_and_costs_no_other(
    text: str, verdict: Verdict, said: str
) -> None:
    found = read(f"{text}\n@noah,@ines", MENTEE)
    assert found == Read((Asked(2, (NOAH, INES)),), (Judged(1, verdict, said=said),))


def test_only_so_many_lines_are_looked_at() -> None:
    found = read("\n".join(f"@p{number},mentor" for number in range(MOST_LINES + 7)))
    assert (len(found.asked), found.asked[-1].number, found.faults, found.left_out) == (
        MOST_LINES, MOST_LINES, (), 7,
    )  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_files_come_as_they_were_saved(encoding: str) -> None:
    assert decode("José,Inês".encode(encoding)) == "José,Inês"


@given(st.text(st.sampled_from('@anUW1=;,\t"\n\r\x00é <>.-')))
def test_whatever_is_pasted_each_line_is_answered_once(text: str) -> None:
    found = read(text, MENTEE)
    numbers = [one.number for one in found.asked] + [one.number for one in found.faults]
    assert len(numbers) == len(set(numbers))
    assert all(1 <= number <= text.count("\n") + text.count("\r") + 1 for number in numbers)


@given(st.binary(max_size=200))
def test_any_file_can_be_read(data: bytes) -> None:
    assert read(decode(data), MENTEE).left_out == 0
