"""Public holidays: somebody chooses in Home on whose nothing comes to them, or that any day is fine."""

from __future__ import annotations

from typing import Any

from bot.router import Answer
from bot.views import holidays as views
from handlers import home
from handlers.services import Call, On, Scene, act, look, open_view
from storage import deliveries, people, public_holidays


def register(on: On) -> None:
    on.action(views.OPEN)(open_form)
    on.view(views.FORM)(chosen)
    on.view(views.REGION_FORM)(region_chosen)


async def open_form(call: Call) -> Answer:
    """Ask for the country."""
    known = public_holidays.countries()
    open_view(call, await look(call, lambda scene: views.form(scene.me, known, scene.reader())))
    return None


async def chosen(call: Call) -> Answer:
    """A country was chosen; where it has regions with holidays of their own, ask for one."""
    country = _of(call, views.COUNTRY)
    regions = {} if country == views.NONE else public_holidays.region_names(country)

    def record(scene: Scene) -> dict[str, Any] | None:
        before = scene.me.holidays.country if scene.me.holidays else views.NONE
        if country != before or not scene.me.country_confirmed:
            keep(scene, None if country == views.NONE else country, None)
        return views.region_form(scene.me, country, regions, scene.reader()) if regions else None

    following = await act(call, record)
    home.redraw(call)
    return {"response_action": "update", "view": following} if following else None


async def region_chosen(call: Call) -> Answer:
    """A region was chosen, or the whole country."""
    region = _of(call, views.REGION)
    country = str(call.view.get("private_metadata"))
    await act(call, lambda scene: keep(scene, country, None if region == views.WHOLE else region))
    home.redraw(call)
    return None


def keep(scene: Scene, country: str | None, region: str | None) -> None:
    """Write down on whose holidays nothing comes; what is held is looked at again."""
    about = {"country": country, "region": region, "country_confirmed_at": scene.now}
    scene.me = people.change(scene.tx, scene.ws, scene.me.id, **about)
    deliveries.look_again(scene.tx, scene.ws, scene.me.id, at=scene.now)


def _of(call: Call, field: str) -> str:
    return str(call.state[field][field]["selected_option"]["value"])
