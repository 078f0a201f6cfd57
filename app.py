"""The picture frame of the web front end: its pages lie in ``minerva/views``."""

from minerva.views.frame import show

show()
