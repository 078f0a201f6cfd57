"""
List the words that are no nouns, from the dictionary, into the table that Minerva ships.

``python -m lexicon.word_classes ../shared`` writes ``minerva/swedish/data/nonnouns.txt``: forms, one a line, of words
that the dictionary knows as verbs, adjectives, adverbs and the like, and that are no form of a noun.
"""

from __future__ import annotations

import argparse
import bz2
from html import unescape
from pathlib import Path
from xml.etree import ElementTree as ET

from minerva.swedish.counts import word_counts
from minerva.swedish.words import stem, stop_words, words

TABLE = Path(__file__).parents[1] / "minerva" / "swedish" / "data" / "nonnouns.txt"
DICTIONARY = "lexical/folkets_sv_en_public.xml.bz2"
_OF_VERBS = ("ande", "andet", "ende", "endet", "are", "aren", "arna", "ares", "arens", "arnas")
"""Endings of nouns that share the stem of a verb: *bedömare* does not make *bedöms* a noun."""
_NOUN_ENDINGS = tuple(
    """
    het heten heter heterna hets hetens heters ing ingen ingar ingarna ings ingens ingars else elsen elser elserna
    skap skapet skaper are aren arna ande andet anden ende ist ister isten ism ismen
    """.split()
)
"""Words with these are nouns though their stem is that of an adjective or verb: *hemlöshet*."""
_ADJECTIVE_ENDINGS = ("isk", "iskt", "iska", "lig", "ligt", "liga")
_NOUNS = {"nn", "pm", "abbrev", "prefix", "latin", "article", "ie"}


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    lines = nonnouns(parser.parse_args().shared)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def nonnouns(shared: Path) -> list[str]:
    """
    Return the forms of words that are never nouns, sorted; those of adjectives end in a star.

    To what the dictionary lists come common words whose stem is one of those and of no noun.
    """
    forms: dict[str, set[str]] = {"noun": set(), "adjective": set(), "other": set(), "unsaid": set()}
    with bz2.open(shared / DICTIONARY) as file:
        for entry in ET.parse(file).getroot().iter("word"):  # noqa: S314 - a file of ours
            classes = {one.strip() for one in (entry.get("class") or "").split(",") if one}
            kind = "noun" if classes & _NOUNS else "adjective" if "jj" in classes else "other" if classes else "unsaid"
            forms[kind].update(_forms(entry))
    added: dict[str, set[str]] = {"adjective": set(), "other": set(), "unsaid": set()}
    stems = {kind: {stem(form) for form in of if not form.endswith(_OF_VERBS)} for kind, of in forms.items()}
    for word in (one.word for one in word_counts() if not one.is_name):
        kind = None if word in forms["noun"] or word.endswith(_NOUN_ENDINGS) else _kind(word, forms, stems)
        if kind:
            added[kind].add(word)
    for kind, of in added.items():
        forms[kind] |= of
    others = forms["other"] - forms["adjective"] - forms["noun"] - stop_words()
    adjectives = forms["adjective"] - forms["noun"] - stop_words()
    return sorted([*others, *(f"{one}*" for one in adjectives)])


def _kind(word: str, forms: dict[str, set[str]], stems: dict[str, set[str]]) -> str | None:
    """Return what a word that the dictionary lacks is a form of, if not of a noun."""
    base = word[:-1]
    if word.endswith(_ADJECTIVE_ENDINGS) or (word.endswith(("t", "a")) and base in forms["adjective"]):
        return "adjective"
    if word.endswith("s") and base in forms["other"] - forms["noun"]:
        return "other"
    if stem(word) in stems["noun"]:
        return None
    return next((kind for kind in ("adjective", "other") if stem(word) in stems[kind]), None)


def _forms(entry: ET.Element) -> list[str]:
    found = (entry.get("value", ""), *(one.get("value", "") for one in entry.iter("inflection")))
    plain = [unescape(one).replace("|", "").casefold() for one in found]
    return [form for form in plain if len(form) > 1 and words(form) == [form]]


if __name__ == "__main__":
    main()
