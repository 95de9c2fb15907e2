"""The outline of a post: the headings that it has, and sections inferred where it has none.

`sections.outline` is the way in (`reader.analysis.outline`); `tree` holds the values Section
and Outline, `headings` finds headings, `inferred` names the sections that `analysis.model`
divides, `edits` applies changes that the reader made by hand.
"""
