"""oauth.v2.access and auth.revoke: how the app comes by a token, and gives it back."""

from __future__ import annotations

from simulator.shapes import Json, SlackError
from simulator.webapi.call import Call, Method


async def access(call: Call) -> Json:
    """A code or a refresh token becomes a token, for whoever knows the app's secret."""
    grants = call.world.grants
    grants.check(call.caller.client_id, call.caller.client_secret)
    match call.text("grant_type"):
        case "" | "authorization_code":
            return grants.exchange(call.text("code"), call.text("redirect_uri"))
        case "refresh_token":
            return grants.refresh(call.text("refresh_token"))
        case _:
            raise SlackError("invalid_grant_type")


async def revoke(call: Call) -> Json:
    """Without its last token an app is removed (docs.slack.dev, "auth.revoke")."""
    if call.flag("test"):
        return {"revoked": False}
    grants, token = call.world.grants, call.caller.token
    if grants.of(call.workspace) == [token]:
        await call.world.remove(call.workspace, "token_revoked")
    else:
        grants.end([token], "token_revoked")
    return {"revoked": True}


METHODS = {
    "oauth.v2.access": Method(access, tier=None, caller="none"),
    "auth.revoke": Method(revoke, tier=3),
}
