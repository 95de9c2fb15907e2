"""One class a feature of the reading screen.

A part is given the few things it works with; the screen binds its methods to the keys of the
key table.
"""
