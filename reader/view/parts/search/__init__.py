"""The parts of the reading screen that search.

`prompt` takes the query, `turns` searches in short turns between two keys, `found` shows the
matches and goes to them, `match_list` lists them. `ReadingScreen` makes them; of the other parts
only `growing`, `studying` and `files` know them.
"""
