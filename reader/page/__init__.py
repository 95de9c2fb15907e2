"""Which rows of a layout stand where on a screen of so many cells, and with which styles.

Called by `first_page` and `view`, so that both draw the same page.
"""
