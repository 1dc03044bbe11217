"""The error of a catalog file."""

from __future__ import annotations


class CatalogFault(ValueError):
    """A catalog file is wrong; names the file and the key. Handled by `bot.catalog`, as a CatalogError."""
