"""The only room with private names of Textual and Rich.

Each patch says why it stands, and what happens where the name is gone.
"""
