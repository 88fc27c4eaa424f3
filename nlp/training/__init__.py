"""Trained components: what they learn from, how they are trained, what they are worth, and how they are packed."""
