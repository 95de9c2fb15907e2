"""The screens and widgets: the only package that knows Textual."""
