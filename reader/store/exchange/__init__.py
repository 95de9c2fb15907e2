"""Annotations as text for other programs, and back.

`table` lists the formats; each format is a module. Called by `store.store` and the command
line.
"""
