"""Programs, incentive activities and the documents they ask for, as read from the catalog files."""

from __future__ import annotations

from bot.domain.catalog.book import Catalog
from bot.domain.catalog.guidance import AddedAnswer, Guidance, Particular, Point
from bot.domain.catalog.parse import CatalogFault, parse_catalog
from bot.domain.catalog.requirements import (
    CoreRequirement,
    DocumentKind,
    DocumentRequirement,
    Question,
    QuestionChoice,
)
from bot.domain.catalog.values import (
    Cap,
    Category,
    Clock,
    Contradiction,
    ExpenseType,
    FileLimits,
    IncentiveActivity,
    IneligibleCost,
    Metric,
    Program,
)
from bot.domain.catalog.wording import LocalText, Sourced, SourceInfo, Synonyms

__all__ = [
    "AddedAnswer",
    "Cap",
    "Catalog",
    "CatalogFault",
    "Category",
    "Clock",
    "Contradiction",
    "CoreRequirement",
    "DocumentKind",
    "DocumentRequirement",
    "ExpenseType",
    "FileLimits",
    "Guidance",
    "IncentiveActivity",
    "IneligibleCost",
    "LocalText",
    "Metric",
    "Particular",
    "Point",
    "Program",
    "Question",
    "QuestionChoice",
    "SourceInfo",
    "Sourced",
    "Synonyms",
    "parse_catalog",
]
