"""The forms in which other tools take marked passages and give them back, one module a tool."""
