"""
What people hand in through the browser comes into the library, in a process of its own.

All that is known of it lies in the library's folder, in ``intake``: the files under names that follow from their
content, and a batch for each time that files were handed in. So every session sees the same, also after a restart, and
nobody who reads waits for the one who writes.
"""
