"""The reader in a terminal: the only folder that imports Textual.

`application` shows screens, `screen` puts the reading screen together of `parts` and `widgets` on
the `desk`, `keys` is the table of every key, `patches` holds what replaces something in Textual.
Only `reader.app` imports the application.
"""
