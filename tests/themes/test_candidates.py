from minerva.themes.candidates import content, phrases, tallied


def _forms(text: str) -> set[str]:
    return {form for _phrase, form in phrases(text)}


def test_noun_phrases() -> None:
    """Nouns and phrases that end in one are candidates, with joints inside; verbs, adjectives and names are not."""
    found = _forms("Kommunen erbjuder ekonomiskt bistånd och stöd mot våld i nära relationer, säger Malmö.")
    assert {"ekonomiskt bistånd", "stöd", "våld i nära relationer"} <= found
    assert not found & {"erbjuder", "ekonomiskt", "malmö", "och", "våld i", "säger"}


def test_phrases_stop_at_punctuation() -> None:
    """A phrase never reaches over a comma or the end of a sentence."""
    assert "stöd bostad" not in _forms("Mer stöd, bostad. Hjälp")
    assert "bostad hjälp" not in _forms("Mer stöd, bostad. Hjälp")


def test_acronyms_and_half_words() -> None:
    """Acronyms stay in capitals, and what *och* joins to the last part of a compound is one word."""
    found = _forms("SIP görs inom hälso- och sjukvård")
    assert {"SIP", "hälso- och sjukvård"} <= found
    assert "hälso" not in found


def test_forms_of_one_phrase_are_counted_together() -> None:
    """A phrase counts once a passage, in whatever form, and is shown in the most common one."""
    found = tallied(["insatsen insatsen", "insatser", "insatsen"], ["a", "b", "b"])
    (tally,) = (one for phrase, one in found.items() if len(phrase) == 1)
    assert (tally.passages, tally.form, tally.owners) == (3, "insatsen", {"a", "b"})


def test_content() -> None:
    """Joints are no content."""
    assert content(("våld", "i", "relation")) == ["våld", "relation"]
