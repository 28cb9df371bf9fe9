"""A function on the loop that waits for a socket is finished, whatever becomes of whoever asked for it."""

from __future__ import annotations

import asyncio
import socket

import pytest

from storage.on_loop import OnLoop


async def test_it_answers_or_raises_when_the_socket_has_said_what_it_waits_for() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:

        def hear() -> bytes:
            running.wait()
            return ours.recv(10)

        running: OnLoop[bytes] = OnLoop(ours.fileno())
        heard = asyncio.create_task(running.run(hear))
        await asyncio.sleep(0)
        theirs.send(b"said")
        assert await heard == b"said"

        def fail() -> bytes:
            raise StopIteration

        with pytest.raises(RuntimeError, match="StopIteration"):
            await OnLoop[bytes](ours.fileno()).run(fail)


async def test_where_there_is_room_to_send_it_goes_on_though_nothing_is_to_be_read() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        running: OnLoop[str] = OnLoop(ours.fileno())

        def send() -> str:
            running.wait(to_send=True)
            return "sent"

        assert await running.run(send) == "sent"


async def test_it_hears_a_server_to_its_end_that_went_away_without_reading_what_it_was_sent() -> None:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)

    def hear() -> list[bytes]:
        # Unread at the other end, it resets the connection, of which uvloop tells once.
        ours.send(b"COMMIT")
        theirs.send(b"FATAL")
        theirs.close()
        heard = []
        for _ in range(5):
            running.wait()
            heard.append(ours.recv(1))
        return heard

    with ours:
        running: OnLoop[list[bytes]] = OnLoop(ours.fileno())
        async with asyncio.timeout(60):
            assert b"".join(await running.run(hear)) == b"FATAL"


async def test_what_has_begun_when_the_loop_is_to_end_is_finished_first() -> None:
    ours, theirs = socket.socketpair()
    heard: list[bytes] = []
    with ours, theirs:

        def hear() -> None:
            # The first wait may end for nothing.
            for _ in range(2):
                running.wait()
            heard.append(ours.recv(10))

        running: OnLoop[None] = OnLoop(ours.fileno())
        asked = asyncio.create_task(running.run(hear))
        await asyncio.sleep(0)
        theirs.send(b"said")
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert heard == [b"said"]
