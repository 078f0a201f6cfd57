"""How reports and passages are cited: in a line of our own, and in the styles of APA and Harvard."""

from minerva.citation.short import cite, with_reference

__all__ = ["cite", "with_reference"]
