"""Where a line may end: UAX #14, JLREQ, phrases (bunsetsu) and their costs.

Text in, offsets out; knows no rows. Called by `typeset.lines` and `typeset.wrapping`.
"""
