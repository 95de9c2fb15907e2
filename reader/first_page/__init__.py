"""The first page of a post, on the terminal before Textual is imported.

The page is typeset and painted with the same layout and colours as later by the application;
`handover` is what the application takes over. Called by `cli.launch`, `app` and `view`; imports
no Textual, Rich or asyncio.
"""
