"""
What people ask for in the browser that takes long is done in a process of its own: reading files, seeking themes.

All that is known of it lies in the library's folder, in ``intake``: the files that were handed in under names that
follow from their content, a batch for each time that files were, and how the last search for themes stands. So every
session sees the same, also after a restart, and nobody who reads waits for the one who writes.
"""
