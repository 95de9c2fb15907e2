"""Names and figures of a post: the analyst's index.

Candidates come from runs of one script (Latin, katakana, kanji) and from numerals; the signs
around them and the vocabulary decide. Call `find.find_facts`, or `reader.analysis.find_facts`;
everything else serves it. Imports nothing of its sibling rooms.
"""
