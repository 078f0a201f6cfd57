"""
Where reports are kept: SQLite is the truth, the word index is derived from it.

A write is one transaction in SQLite. The word index follows, stamped with the generation that it reflects; whoever
opens the library after a crash brings it up to date.
"""
