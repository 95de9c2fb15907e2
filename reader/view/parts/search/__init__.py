"""Searching: the prompt, the turns of a long search, the matches and their list."""
