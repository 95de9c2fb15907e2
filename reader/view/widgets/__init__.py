"""Widgets of the screens: they draw and report, and know neither store nor search.

Called by the screens and by `view.parts`.
"""
