"""What people say of the events: their decisions, gold made of them, how far two of them agree, and the formats of
other annotation tools.
"""
