"""The settings of Trellis: environment variables, or a .env file, each with its meaning."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from platformdirs import user_data_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import TrellisError

PREFIX = "TRELLIS_"
A_CENTURY = 3_155_760_000


class SettingMissing(TrellisError):
    """{variable} is not set. {meaning} Put it into the environment or a .env file, and start again."""


class SettingMalformed(TrellisError):
    """{variable} cannot be read: {reason}. {meaning}
    Correct it in the environment or the .env file, and start again."""


def data_folder() -> Path:
    """Return the folder of this user in which Trellis keeps its database and its key."""
    return user_data_path("trellis", appauthor=False)


def _web_address(url: str) -> str:
    if not url.startswith(("https://", "http://")):
        raise ValueError("it does not begin with https:// or http://")
    return url if url.endswith("/") else url + "/"


def _public_address(url: str | None) -> str | None:
    """Slack sends a code to it, which nobody on the way may read; nobody is on the way within one machine."""
    if url is None:
        return None
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "localhost", "::1"):
        raise ValueError("it does not begin with https://")
    return _web_address(url)


class Settings(BaseSettings):
    """Everything that can be set from outside; a field's description is what `trellis doctor` says of it."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_file=".env", extra="ignore", env_ignore_empty=True
    )

    slack_bot_token: SecretStr | None = Field(
        default=None,
        description="The bot token of your Slack app: it begins with xoxb- and stands under OAuth & Permissions.",
    )
    slack_app_token: SecretStr | None = Field(
        default=None,
        description="The app-level token with connections:write: it begins with xapp- and stands under Basic "
        "Information.",
    )
    slack_signing_secret: SecretStr | None = Field(
        default=None,
        description="The signing secret of your Slack app, for HTTP: it stands under Basic Information.",
    )
    slack_client_id: str | None = Field(
        default=None,
        description="The client id of your Slack app, with which many workspaces can install it: it stands under Basic "
        "Information.",
    )
    slack_client_secret: SecretStr | None = Field(
        default=None,
        description="The client secret that belongs to TRELLIS_SLACK_CLIENT_ID: it stands beside it.",
    )
    public_url: Annotated[str | None, AfterValidator(_public_address)] = Field(
        default=None,
        description="The address of this Trellis in browsers, for installing: https://... without a path.",
    )
    slack_base_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://slack.com/api/",
        description="The address of Slack's Web API, or of any server that speaks it.",
    )
    mode: Literal["socket", "http"] = Field(
        default="socket", description="How Slack reaches Trellis: socket or http."
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=3000, ge=0, le=65535, description="The port to listen on in HTTP mode.")
    proxies: int = Field(
        default=0,
        ge=0,
        le=9,
        description="How many proxies of yours stand before Trellis, each adding to X-Forwarded-For; 0 trusts no such "
        "header.",
    )
    health_port: int | None = Field(
        default=None,
        ge=0,
        le=65535,
        description="The port on which /healthz, /readyz and /metrics answer, at TRELLIS_HOST; without it, nowhere.",
    )
    database_url: str = Field(
        default_factory=lambda: f"sqlite:///{data_folder() / 'trellis.db'}",
        description="Where Trellis remembers: sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME.",
    )
    coordinators: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(), description="Slack user ids of the first coordinators, separated by commas."
    )
    clock_offset: float = Field(
        default=0.0,
        ge=-A_CENTURY,
        le=A_CENTURY,
        allow_inf_nan=False,
        description="Seconds added to the clock, for rehearsals.",
    )
    sends_per_second: float = Field(
        default=3.0,
        ge=0.0,
        le=100.0,
        allow_inf_nan=False,
        description="How many messages a second Trellis sends to a workspace at most; 0 for as many as Slack takes.",
    )
    locale: str = Field(default="en", description="The language of people whose own Trellis does not speak.")
    vault_keys: SecretStr | None = Field(
        default=None,
        description="Keys that seal free text: 32 bytes each in base64url, newest first, separated by commas.",
    )
    key_file: Path | None = Field(
        default=None,
        description="The file that holds the key when TRELLIS_VAULT_KEYS is not set; made at the first start.",
    )
    purge_after_days: int = Field(
        default=14,
        ge=0,
        le=3650,
        description="How many days after Trellis was removed from a workspace everything of it is deleted for good.",
    )
    sentry_dsn: SecretStr | None = Field(
        default=None,
        description="Where errors are reported to: the DSN of a project of Sentry's, without anybody's words or names; "
        "without it, nowhere.",
    )
    log: Literal["console", "json"] = Field(
        default="console", description="How the log is written: console or json."
    )

    @field_validator("coordinators", mode="before")
    @classmethod
    def _split(cls, listed: object) -> object:
        if not isinstance(listed, str):
            return listed
        return tuple(part for part in (one.strip() for one in listed.split(",")) if part)


def meaning(field: str) -> str:
    """Return what `field` is for, in one sentence."""
    return Settings.model_fields[field].description or ""


def variable(field: str) -> str:
    """Return the name of the environment variable of `field`."""
    return PREFIX + field.upper()


def load(**overrides: object) -> Settings:
    """Read the settings; raises SettingMalformed naming the first variable that cannot be read, with what to do."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]  # pydantic checks each value itself
    except ValidationError as refused:
        first = refused.errors()[0]
        field = str(first["loc"][0])
        raise SettingMalformed(
            variable=variable(field),
            reason=first["msg"].removeprefix("Value error, "),
            meaning=meaning(field),
        ) from None


def required(settings: Settings, field: str) -> str:
    """Return the value of a secret or text setting; raises SettingMissing with what to do."""
    value = getattr(settings, field)
    if value is None or value == "":
        raise SettingMissing(variable=variable(field), meaning=meaning(field))
    return value.get_secret_value() if isinstance(value, SecretStr) else str(value)
