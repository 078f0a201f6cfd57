"""Numbers, sizes and times as people read them."""

from __future__ import annotations

from datetime import datetime

from minerva.messages import decimal, language, translate_count
from minerva.messages import translate as _

_NO_BREAK = "\N{NO-BREAK SPACE}"
_UNITS = ("kB", "MB", "GB", "TB")
_KILO = 1000
_FEW = 10
_MINUTE_S = 60
_MONTHS = {
    "sv": "jan feb mars apr maj juni juli aug sep okt nov dec".split(),
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
}


def size(size_bytes: float) -> str:
    """Return a size in the unit that suits it."""
    amount = size_bytes / _KILO
    for unit in _UNITS:
        if amount < _KILO or unit == _UNITS[-1]:
            break
        amount /= _KILO
    return f"{decimal(amount, 1 if amount < _FEW else 0)}{_NO_BREAK}{unit}"


def time_left(seconds: float) -> str:
    """Return about how long it takes, rounded as a person would."""
    if seconds < _MINUTE_S:
        tens = max(round(seconds / 10) * 10, 10)
        return _("about {n} seconds left").format(n=tens)
    minutes = round(seconds / _MINUTE_S)
    return translate_count("about {n} minute left", "about {n} minutes left", minutes).format(n=minutes)


def moment(nanoseconds: int, now: datetime) -> str:
    """Return when that was, in nanoseconds since 1970, on the clock of the server."""
    then = datetime.fromtimestamp(nanoseconds / 1e9).astimezone()
    clock = f"{then:%H:%M}" if language() == "en" else f"{then:%H.%M}"
    if then.date() == now.date():
        return _("today at {time}").format(time=clock)
    return _("{day} {month} at {time}").format(day=then.day, month=_MONTHS[language()][then.month - 1], time=clock)
