"""A post as it is read, the one truth for the screen and for printed answers.

Document, folds, outline with the reader's changes, sentence order, progress, pace and title
page. Knows no screen and no terminal. Called by `view`, `cli` and `output`.
"""
