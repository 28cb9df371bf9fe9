"""Files that people have given to the app: kept by the workspace, fetched with the app's token."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import quote

from simulator.shapes import Json

# docs.slack.dev, "File input element".
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True)
class File:
    """A file of a person's; `created` is epoch seconds."""

    id: str
    team_id: str
    user_id: str
    name: str
    content: bytes
    created: int
    base_url: str

    def shown(self) -> Json:
        """The file object as it stands in a view's state (docs.slack.dev, "File object")."""
        mimetype = mimetypes.guess_type(self.name)[0] or "application/octet-stream"
        kind = PurePosixPath(self.name).suffix.lstrip(".").lower() or "binary"
        private = f"{self.base_url}/files-pri/{self.team_id}-{self.id}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.name,
            "mimetype": mimetype,
            "filetype": kind,
            "pretty_type": kind.upper(),
            "user": self.user_id,
            "user_team": self.team_id,
            "editable": False,
            "size": len(self.content),
            "mode": "hosted",
            "is_external": False,
            "external_type": "",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "username": "",
            "url_private": f"{private}/{quote(self.name)}",
            "url_private_download": f"{private}/download/{quote(self.name)}",
            "has_rich_preview": False,
            "file_access": "visible",
        }
