"""Public holidays: on whose nothing comes, as Home says it, and the forms that ask for a country and a region."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from bot.domain.people import Person
from bot.views import blocks
from bot.views.blocks import Block, Element
from bot.words import Markup, Reader

OPEN = "quiet.holidays"
FORM = "quiet.holidays_form"
REGION_FORM = "quiet.region_form"
COUNTRY = "country"
REGION = "region"
# What is chosen for no country at all, and for all of a country.
NONE = "none"
WHOLE = "whole"


def on_home(me: Person, reader: Reader) -> list[Block]:
    """Draw on whose holidays nothing comes."""
    change = blocks.button(OPEN, reader.plain("holidays-home.change"))
    return [blocks.section(said(me, reader), change)]


def said(me: Person, reader: Reader) -> Markup:
    """Say on whose holidays nothing comes, whether that is a guess, and which is next."""
    if me.holidays is None:
        return reader.mrkdwn("holidays-home.none")
    country, region = reader.country(me.holidays.country), me.holidays.region
    where = reader.plain("holidays-home.region", country=country, region=region) if region else country
    line = reader.mrkdwn("holidays-home", country=where)
    following = me.holidays.next_after(reader.today, reader.language)
    if following:
        day, name = following
        line = Markup(f"{line} {reader.mrkdwn('holidays-home.next', day=reader.day(day), name=name)}")
    if not me.country_confirmed:
        line = Markup(f"{line} {reader.mrkdwn('holidays-home.guess')}")
    return line


def form(me: Person, countries: Iterable[str], reader: Reader) -> dict[str, Any]:
    """Ask for a country, or none."""
    label = reader.plain("holidays-form.country")
    named = {code: reader.country(code) for code in countries}
    chosen = me.holidays.country if me.holidays else NONE
    picker = _picker(COUNTRY, label, (NONE, reader.plain("holidays-form.none")), named, chosen)
    return blocks.modal(
        FORM,
        reader.plain("holidays-form.title"),
        [blocks.section(reader.mrkdwn("holidays-form")), blocks.input_block(COUNTRY, label, picker)],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save"),
    )


def region_form(me: Person, country: str, regions: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """Ask for a region of a country that has been chosen; `regions` are names by code."""
    label = reader.plain("holidays-region.label")
    before = me.holidays.region if me.holidays and me.holidays.country == country else ""
    picker = _picker(REGION, label, (WHOLE, reader.plain("holidays-region.whole")), regions, before or WHOLE)
    return blocks.modal(
        REGION_FORM,
        reader.plain("holidays-form.title"),
        [
            blocks.section(reader.mrkdwn("holidays-region", country=reader.country(country))),
            blocks.input_block(REGION, label, picker),
        ],
        close=reader.plain("modal-cancel"),
        submit=reader.plain("modal-save"),
        carries=country,
    )


def _picker(id_: str, label: str, first: tuple[str, str], named: Mapping[str, str], chosen: str) -> Element:
    """Offer one option of its own, then the rest under their first letters: there are more than a list holds."""
    groups = {first[1]: [blocks.option(*first)]}
    for code, name in sorted(named.items(), key=lambda one: (_letter(one[1]), one[1])):
        groups.setdefault(_letter(name), []).append(blocks.option(code, name))
    return blocks.grouped_select(id_, label, groups, chosen)


def _letter(name: str) -> str:
    """Return the letter under which a name stands, without its accent."""
    return unicodedata.normalize("NFD", name)[:1].upper()
