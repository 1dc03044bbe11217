"""Where the parts of an answer come from: collected while it is made, told at its end."""

from __future__ import annotations

from collections.abc import Iterable

from bot.answers.values import Ask, Origin
from bot.domain.catalog import Catalog, Sourced
from bot.text import Translator

PROVENANCE_WORDS = {
    "published": "published by Microsoft",
    "published_old": "published by Microsoft for an earlier tool or year",
    "third_party": "from a partner or agency, not confirmed by Microsoft",
    "assumed": "our assumption, after this page",
}


BRIEF_WORDS = {
    "published": "published",
    "published_old": "published for an earlier tool or year",
    "third_party": "not confirmed by Microsoft",
    "assumed": "our assumption",
}


def rule_words(say: Translator, catalog: Catalog, source: str) -> str:
    """A rule's source as partners read it: titles of the pages, and whether it is published.

    Shape: `source` is as the domain writes it, such as "S3, S4 published, assumed".
    """
    told: list[str] = []
    for word in source.replace("-", "_").replace(",", " ").split():
        known = catalog.sources.get(word)
        if known is not None:
            told.append(f"“{known.title.get(say.language)}”")
        elif word in BRIEF_WORDS:
            told.append(say(BRIEF_WORDS[word]))
    return ", ".join(told)


class Origins:
    """Sources in the order in which they were first used."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._found: dict[tuple[str, str], None] = {}

    def add(self, *rules: Sourced) -> Origins:
        """Rules that the answer used."""
        for rule in rules:
            self.of(rule.provenance, *rule.source)
        return self

    def of(self, provenance: str, *source_ids: str) -> Origins:
        """A rule that is no value of the catalog."""
        for source_id in source_ids or ("",):
            self._found[provenance, source_id] = None
        return self

    def told(self) -> tuple[Origin, ...]:
        """Every source once, the published ones first."""
        rank = list(PROVENANCE_WORDS)
        ordered = sorted(self._found, key=lambda found: rank.index(found[0]))
        return tuple(_origin(self._ask, provenance, source) for provenance, source in ordered)


def _origin(ask: Ask, provenance: str, source_id: str) -> Origin:
    _ = ask.say
    source = ask.catalog.sources.get(source_id)
    how = _(PROVENANCE_WORDS[provenance])
    if source is None:
        text = _("Our assumption: no published text says it.")
        return Origin("", provenance, "", "", text)
    title = ask.words(source.title)
    text = _(
        "%(title)s (%(id)s, %(date)s): %(how)s",
        title=title,
        id=source_id,
        date=_("undated") if source.date == "undated" else source.date,
        how=how,
    )
    return Origin(source_id, provenance, title, source.date, text)


def doubts_of(ask: Ask, ids: Iterable[str], origins: Origins) -> tuple[str, ...]:
    """Published texts that disagree, and which of them we follow."""
    _ = ask.say
    told = []
    for contradiction in ask.catalog.contradictions:
        if contradiction.id in ids:
            origins.add(contradiction)
            told.append(
                _(
                    "Published texts disagree on “%(topic)s”: (1) %(first)s (2) %(second)s "
                    "— We follow: %(chosen)s",
                    topic=ask.words(contradiction.topic),
                    first=ask.words(contradiction.first),
                    second=ask.words(contradiction.second),
                    chosen=ask.words(contradiction.chosen),
                )
            )
    return tuple(told)
