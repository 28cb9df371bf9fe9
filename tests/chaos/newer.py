"""A newer version of Trellis: a copy of the source in which one column more is kept, written and read."""

from __future__ import annotations

import shutil
from pathlib import Path

from storage import migrate
from tests.chaos.nursery import ROOT

PACKAGES = ("bot", "handlers", "jobs", "storage")
# What a program is born of, beside it.
BESIDE = ("manifest.yml", "tests/__init__.py", "tests/chaos/__init__.py", "tests/chaos/nursery.py")
# What the newer version writes beside each message that it owes, and says behind each that it sends and that has one.
TONE = "warm"
SAID = f" ({TONE})"

MIGRATION = """
import sqlalchemy as sa
from alembic import op
revision = "9999_from_{number}"
down_revision = "{head}"
def upgrade():
    op.add_column("deliveries", sa.Column("tone", sa.String(16), nullable=True))
    op.create_table("tones", sa.Column("id", sa.Integer, primary_key=True))
    op.create_index("ix_deliveries_tone", "deliveries", ["tone"])
"""
# By file: what stands there now, once, and what stands there in the newer version.
CHANGES = {
    "storage/tables.py": (
        "    rewrites_id: Mapped[int | None]\n",
        "    tone: Mapped[str | None] = mapped_column(String(16))\n",
    ),
    "storage/deliveries.py": (
        '        "fence": 0,\n        "created_at": at,\n',
        f'        "tone": "{TONE}",\n',
    ),
    "bot/domain/deliveries.py": (
        "    sent_at: datetime | None = None\n    channel: str | None = None\n    ts: str | None = None\n",
        "    tone: str | None = None\n",
    ),
}
READS = (
    '        workspace_id=row["workspace_id"],\n        key=row["key"],\n',
    '        tone=row["tone"],\n',
)
SAYS = (
    "    if not situation.parts:\n        return _one(situation, reader)\n",
    "    if situation.delivery and situation.delivery.tone and not situation.parts:\n"
    "        said = _one(situation, reader)\n"
    '        return Message(f"{said.text} ({situation.delivery.tone})", said.blocks)\n',
)


def grow(folder: Path) -> Path:
    """Make the source of the newer version below a folder, and return where it stands."""
    root = folder / "source"
    for name in PACKAGES:
        # What is compiled already comes along: it is as old as its source.
        shutil.copytree(ROOT / name, root / name)
    for name in BESIDE:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, root / name)
    for name, change in CHANGES.items():
        _add(root / name, *change)
    _add(root / "storage/deliveries.py", *READS)
    _add(root / "bot/render.py", *SAYS, before=True)
    head = migrate.head()
    written = root / "storage/migrations/versions/9999_tone.py"
    written.write_text(MIGRATION.format(head=head, number=head[:4]), "utf-8")
    return root


def _add(file: Path, place: str, added: str, *, before: bool = False) -> None:
    """Add lines after, or before, some that stand in a file once."""
    source = file.read_text("utf-8")
    if source.count(place) != 1:
        raise AssertionError(
            f"{file.name} is not as it was: this stands there {source.count(place)} times:\n{place}"
        )
    file.write_text(source.replace(place, added + place if before else place + added), "utf-8")
