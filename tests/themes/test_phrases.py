"""Where phrases stand in texts: forms, compounds, stars, acronyms, and words in one sentence."""

from __future__ import annotations

import pytest

from minerva.themes.phrases import PhraseBook, is_phrase, phrase_of, read_text


def _found(phrase: str, text: str) -> list[str]:
    places = PhraseBook([phrase_of(phrase)]).find(read_text(text)).get(0, [])
    return [" … ".join(text[start:end] for start, end in place.spans) for place in places]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("missbruk", "Missbruket ökar.", ["Missbruket"]),
        ("missbruk", "Fler söker för alkoholmissbruk.", ["alkoholmissbruk"]),
        ("hemlös*", "Hemlöshetskartläggningen visar att hemlösa blir fler.", ["Hemlöshetskartläggningen", "hemlösa"]),
        ("*jour", "En kvinnojour öppnade.", ["kvinnojour"]),
        ("bostad först", "Arbetet med Bostad först fortsätter.", ["Bostad först"]),
        ("bostad först", "Först kommer bostaden.", []),
        ("bostad först", "De fick en bostad. Först då flyttade de.", []),
        ("SIP", "En SIP gjordes.", ["SIP"]),
        ("SIP", "Han tog en sip kaffe.", []),
        ("HVB*", "Två HVB-hem stängde.", ["HVB"]),
        ("placera* + skola", "Barn som placeras byter ofta skola.", ["placeras … skola"]),
        ("placera* + skola", "Barn placeras. De byter skola.", []),
        ("e-tjänst*", "Den nya e-tjänsten används.", ["e-tjänsten"]),
        ("tillsyn*", "Antal\nTillsynsbesök 12", ["Tillsynsbesök"]),
    ],
)
def test_places(phrase: str, text: str, found: list[str]) -> None:
    """A phrase is found in the forms that it asks for, and in no others."""
    assert _found(phrase, text) == found


def test_words_may_not_stand_for_two_at_once() -> None:
    """What stands on both sides of a plus must be two words."""
    assert not _found("barn* + barn", "Barnen mår bra.")
    assert _found("barn* + barn", "Barnen hjälper andra barn.")


def test_many_phrases_are_found_as_each_alone() -> None:
    """A book of many phrases finds what books of one phrase find."""
    written = ["hemlös*", "våld", "våld i nära relation", "placera* + skola", "SIP"]
    text = "Våld i nära relation. De hemlösa fick en SIP. Barn placeras nära sin skola."
    together = PhraseBook([phrase_of(one) for one in written]).find(read_text(text))
    assert {number: len(places) for number, places in together.items()} == {
        number: len(_found(one, text)) for number, one in enumerate(written)
    }


def test_what_is_a_phrase() -> None:
    """A phrase has a word on every side of its plus signs."""
    assert is_phrase("a + b*")
    assert not is_phrase("a +")
    assert not is_phrase("* ")
