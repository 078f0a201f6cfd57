"""
How citeproc-py prints a reference for us: italics between two signs, everything else as it is.

The signs are of private use, and :func:`minerva.outward.text.plain` takes such out of what reports say.
"""

ITALIC, ROMAN = "\ue000", "\ue001"


def preformat(text: str) -> str:
    """Return *text* as it is: whoever prints it escapes it."""
    return str(text)


def Italic(text: str) -> str:  # noqa: N802 - citeproc-py looks for this name
    """Return *text* between the signs."""
    return f"{ITALIC}{text}{ROMAN}"


Oblique = Italic
Bold = Light = Underline = Superscript = Subscript = SmallCaps = str
"""References do without."""
