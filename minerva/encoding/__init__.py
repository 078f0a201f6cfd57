"""
Texts become vectors whose dot product tells how near they are in meaning.

The shipped encoder is static: a vector a word piece, averaged. It runs on numpy and tokenizers alone, so that a search
starts at once; any other sentence-transformers model takes its place by name.
"""
