"""Search by sound: how kanji are read, texts and queries as phonemes, romaji.

Readings are made batch by batch, here or in a process of its own. Called by `search.finder` and
`search.chunks`.
"""
