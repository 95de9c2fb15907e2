"""Repeated passages of a post, and the sentences that a repeat has torn.

`sentence_table` makes the sentences comparable, `match` and `copies` find which stand earlier,
`plan` decides what is hidden and what is joined, `assembly` makes the reading order, `fold`
runs them all. Call `reader.analysis.fold`.
"""
