"""Themes: which passages are about the same, what to call that, and how sure it is."""
