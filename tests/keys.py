"""The key by which tests seal: no secret."""

from __future__ import annotations

TEST_KEY = bytes(range(32))
