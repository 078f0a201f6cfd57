"""Passages for those who teach: what each does, how it reads, whether it stands alone, and sets made of them."""
