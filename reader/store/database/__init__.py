"""The state database and its journal on the disk: opened, locked, repaired, backed up, migrated.

Nothing here knows posts. Called by `store` and by `jreader --state`.
"""
