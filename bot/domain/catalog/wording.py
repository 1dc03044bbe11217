"""Texts in the languages we speak, and where a rule comes from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from bot.domain.claim import Value

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Provenance = Literal["published", "published_old", "third_party", "assumed"]


class LocalText(Value):
    """One text in each language; both are always present."""

    en: Text
    ko: Text

    def get(self, language: str) -> str:
        """The text in `language`; English for a language we do not speak."""
        return self.ko if language == "ko" else self.en


class Synonyms(Value):
    """Words a partner may use for something. Shape: lower case; an absent language is empty."""

    en: tuple[Text, ...] = ()
    ko: tuple[Text, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Words of both languages, English first."""
        return self.en + self.ko


class Sourced(Value):
    """Something that says where it comes from.

    Shape: `source` holds ids such as "S2"; a rule that is not "assumed" names at least one.
    """

    provenance: Provenance
    source: tuple[str, ...] = Field(default=(), description="Ids in Catalog.sources")


class SourceInfo(Value):
    """A page or document the rules were read from; `date` is the date it bears, as text."""

    title: LocalText
    where: Text
    date: Text
