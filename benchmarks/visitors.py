"""Visitors of the web front end without a browser: they speak Streamlit's own protocol over a websocket."""

from __future__ import annotations

import random
import threading
import time
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import urlencode, urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

PATIENCE_S = 60.0
_CARD = "m-card"


class Answer(NamedTuple):
    """What came of a search: how long it took, how many cards came, and what went wrong."""

    seconds: float
    cards: int
    error: str = ""


class Visitor:
    """One session, which asks for the search page again and again as a browser would."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._socket = connect(
            f"ws://{parts.netloc}/_stcore/stream", origin=url.rstrip("/"), subprotocols=["streamlit"], max_size=None
        )
        self._run("")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._socket.close()

    def search(self, query: str) -> Answer:
        """Ask for the page of *query* and wait until it has been drawn."""
        return self._run(urlencode({"q": query}))

    def _run(self, query_string: str) -> Answer:
        began = time.perf_counter()
        self._socket.send(BackMsg(rerun_script=ClientState(query_string=query_string)).SerializeToString())
        cards, error = 0, ""
        while True:
            message = ForwardMsg.FromString(self._socket.recv(PATIENCE_S, decode=False))
            kind = message.WhichOneof("type")
            if kind == "delta":
                element = message.delta.new_element
                cards += element.html.body.count(f'class="{_CARD}"')
                if element.WhichOneof("type") == "exception" or element.alert.format == element.alert.ERROR:
                    error = element.exception.message or element.alert.body
            elif kind == "script_finished":
                if message.script_finished != ForwardMsg.FINISHED_SUCCESSFULLY:
                    error = error or f"the page ended with {message.script_finished}"
                return Answer(time.perf_counter() - began, cards, error)


def many(
    url: str, queries: Sequence[str], *, visitors: int, seconds: float, pause_s: tuple[float, float]
) -> list[Answer]:
    """
    Let many search at the same time for so many seconds, and return all answers.

    Parameters
    ----------
    pause_s
        How long a visitor reads before she searches again: the least and the most, each length between as likely.
    """
    until = time.monotonic() + seconds
    answers: list[list[Answer]] = [[] for _visitor in range(visitors)]

    def visit(number: int) -> None:
        chance = random.Random(number)
        with Visitor(url) as visitor:
            time.sleep(chance.uniform(0, pause_s[1]))
            while time.monotonic() < until:
                answers[number].append(visitor.search(chance.choice(queries)))
                time.sleep(chance.uniform(*pause_s))

    threads = [threading.Thread(target=visit, args=(number,)) for number in range(visitors)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for some in answers for one in some]
