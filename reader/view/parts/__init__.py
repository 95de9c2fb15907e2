"""The parts of the reading screen: a plain class for each feature.

A part is given the desk and the few parts it works with; `ReadingScreen` makes all of them and
binds their methods to the keys of the key table. Which part may know which is a contract of
import-linter (`pyproject.toml`). Nothing else calls a part.
"""
