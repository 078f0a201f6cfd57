"""A :class:`~minerva.records.Document` becomes a report with its identity and its passages."""
