"""The forms that a source can be built into, one module a form, and the reading of sources they share."""
