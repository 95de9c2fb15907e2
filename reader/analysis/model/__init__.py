"""What is measured in paragraphs without headings, and the trained model that divides them.

Terms, cues and profiles of paragraphs become rows of features; boosted trees, n-grams and word
vectors (trained by `benchmarks.train_outline`, in `analysis/data`) turn them into section
boundaries and roles. Called by `analysis.outlines` and by the training.
"""
