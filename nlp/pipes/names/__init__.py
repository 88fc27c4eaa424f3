"""Finders of names by registry, lexicon, shape, stem and apposition; one file per kind of name."""
