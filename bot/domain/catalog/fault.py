"""The error of a catalog file."""

from __future__ import annotations


class CatalogFault(ValueError):
    """A catalog file is wrong; names file and key. Handled by `bot.catalog`: a CatalogError."""
