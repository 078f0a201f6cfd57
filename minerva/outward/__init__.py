"""What leaves the program: text made harmless, cells, tables and files. All exports write by it."""
