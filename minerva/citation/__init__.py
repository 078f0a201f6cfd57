"""How reports and passages are cited: in a line of our own, and in the styles of APA and Harvard."""

from minerva.citation.short import cite, with_reference
from minerva.citation.styled import Style, apa

__all__ = ["Style", "apa", "cite", "with_reference"]
