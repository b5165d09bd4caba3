"""How the demo's office hands in, signs and publishes a manuscript."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from rongmei.base.directory.models import Outlet, User
from rongmei.content.newsroom import actions, rules
from rongmei.content.newsroom.models import Deputy, Manuscript, Procedure, Publication
from rongmei.content.newsroom.queries import with_standing
from rongmei.content.newsroom.standing import standing_of
from rongmei.content.newsroom.text import Content

from .plan import file_under
from .world import World, dated, rng_of

QUICK: Final = (35,)


class Desk:
    """Hands in, signs and publishes as the office does, one signature after the other from `moment`. paces: minutes a signature may take."""

    def __init__(self, world: World, procedure: Procedure, paces: Sequence[int] = QUICK) -> None:
        self.world, self.procedure, self.paces = world, procedure, paces
        self.rng = rng_of("newsroom paces")
        self.signers: list[User] = list(world.users.values())

    def begin(
        self,
        moment: dt.datetime,
        unit: str,
        content: Content,
        outlet: Outlet,
        *,
        submit: bool = True,
        adapted_from: Manuscript | None = None,
        task: int | None = None,
    ) -> Manuscript:
        writer = self.world.correspondents[unit]
        with dated(moment):
            made = actions.begin_manuscript(
                actor=writer, unit=self.world.units[unit], content=content, targets=[outlet], adapted_from=adapted_from
            )
            if task is not None:
                file_under(writer, made, task)
            return actions.submit_manuscript(actor=writer, manuscript=made, procedure=self.procedure) if submit else made

    def sign(self, manuscript: Manuscript, moment: dt.datetime, steps: int = 99) -> tuple[Manuscript, dt.datetime]:
        """Sign at most so many steps, each by whoever may. Returns the manuscript and the time of the last signature."""
        deputies = set(Deputy.objects.values_list("deputy_id", flat=True))
        for _number in range(steps):
            manuscript = with_standing(Manuscript.objects.filter(pk=manuscript.pk)).get()
            standing = standing_of(manuscript)
            if standing.present is None:
                break
            moment += dt.timedelta(minutes=self.rng.choice(self.paces))
            with dated(moment):
                signer = next(
                    user
                    for user in self.signers
                    if rules.may_sign(user, manuscript, standing=standing, named=None if user.person_id in deputies else [])
                )
                actions.sign_manuscript(actor=signer, manuscript=manuscript)
        return Manuscript.objects.get(pk=manuscript.pk), moment

    def publish(self, manuscript: Manuscript, moment: dt.datetime, outlet: Outlet) -> Publication:
        manuscript, moment = self.sign(manuscript, moment)
        with dated(moment + dt.timedelta(minutes=20)):
            return actions.publish_manuscript(actor=self.world.user("editor"), manuscript=manuscript, outlet=outlet)

    def send_back(self, manuscript: Manuscript, moment: dt.datetime, reason: str) -> None:
        """To the author, by whoever has the turn."""
        with dated(moment):
            signer = next(user for user in self.signers if rules.may_return(user, manuscript, to=None))
            actions.return_manuscript(actor=signer, manuscript=manuscript, to=None, opinion=reason)
