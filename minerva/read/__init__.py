"""A file becomes a :class:`~minerva.records.Document`."""
