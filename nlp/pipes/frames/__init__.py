"""Frames: what a trigger's surroundings say about the slots of its event."""
