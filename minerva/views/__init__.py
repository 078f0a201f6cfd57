"""
The web front end: a module a page, which reads widgets, makes one call of the library and draws.

What reports hold is untrusted and is only ever shown by way of :mod:`minerva.views.markup`.
"""
