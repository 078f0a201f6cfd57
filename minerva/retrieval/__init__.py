"""
A query becomes hits.

The package is not called ``search``, since a submodule of that name would hide the function :func:`minerva.search`.
"""
