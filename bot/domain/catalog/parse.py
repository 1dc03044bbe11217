"""Catalog files (YAML text) → Catalog. A mistake is told with its file and key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from bot.domain.catalog.book import Catalog
from bot.domain.catalog.consistency import contradictions_in
from bot.domain.catalog.expand import Expander, Spec
from bot.domain.catalog.fault import CatalogFault
from bot.domain.catalog.guidance import AddedAnswer, Guidance, Particular
from bot.domain.catalog.requirements import DocumentKind, Question
from bot.domain.catalog.values import (
    Category,
    Clock,
    Contradiction,
    ExpenseType,
    FileLimits,
    IncentiveActivity,
    IneligibleCost,
    Program,
    RejectionReason,
)
from bot.domain.catalog.wording import SourceInfo
from bot.domain.claim import Value

__all__ = ["CatalogFault", "parse_catalog"]

SECTIONS = frozenset(
    {
        "program_defaults",
        "programs",
        "categories",
        "activities",
        "formats",
        "kinds",
        "questions",
        "expense_types",
        "ineligible",
        "core",
        "requirements",
        "sources",
        "clocks",
        "reasons",
        "contradictions",
        "guidance",
        "particulars",
        "answers",
        "files",
        "currencies",
        "rates",
    }
)
OPTIONAL = frozenset({"answers", "particulars", "reasons"})
"""Sections that may be empty."""

_FastLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NESTED = dict, list
_TEXT, _LIST, _MAPPING = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))
_V = TypeVar("_V", bound=Value)
_T = TypeVar("_T")
_MINOR_UNITS = TypeAdapter(Annotated[int, Field(ge=0, le=3)])
_RATES = TypeAdapter(dict[str, Annotated[Decimal, Field(gt=0)]])


def parse_catalog(files: Mapping[str, str]) -> Catalog:
    """The catalog in these files.

    Shape: `files` name → YAML text, sections at the top; a section may be spread over files.
    Raises: CatalogFault naming file and key, for YAML that cannot be read, an unknown or missing
    field, a key given twice, or a reference to something that does not exist.
    """
    entries = _Entries(files)
    expand = Expander(entries.section)
    catalog = Catalog(
        programs=entries.build("programs", Program, expand.program),
        categories=entries.build("categories", Category),
        activities=entries.build("activities", IncentiveActivity, expand.activity),
        kinds=entries.build("kinds", DocumentKind, expand.kind),
        questions=entries.build("questions", Question, expand.question, key="id"),
        expense_types=entries.build("expense_types", ExpenseType),
        ineligible=entries.build("ineligible", IneligibleCost),
        sources=entries.build("sources", SourceInfo, key=""),
        clocks=entries.build("clocks", Clock, key="id"),
        reasons=entries.build("reasons", RejectionReason),
        contradictions=tuple(entries.build("contradictions", Contradiction, key="id").values()),
        guidance=entries.build("guidance", Guidance, key="id"),
        particulars=entries.build("particulars", Particular, key="id"),
        answers=entries.build("answers", AddedAnswer, key="id"),
        files=entries.one("files", FileLimits),
        currencies=entries.figures("currencies", _MINOR_UNITS),
        rates=dict(sorted(entries.figures("rates", _RATES).items())),
    )
    for section, key, message in contradictions_in(catalog):
        raise entries.fault(section, key, message)
    return catalog


class _StrictLoader(_FastLoader):  # type: ignore[misc] # the C loader is there or not
    """Refuses a key that stands twice in one mapping; YAML itself keeps the last one.

    Lists, mappings and texts, nearly all that a catalog has, are made here: what YAML's own
    constructor does for rarer things takes three times as long.
    """

    def construct_document(self, node: yaml.Node) -> Any:
        """The value of a file. Raises: ConstructorError naming what is wrong and its line."""
        self._made: dict[yaml.Node, Any] = {}
        return self._value(node)

    def resolve(self, kind: type[yaml.Node], value: str, implicit: tuple[bool, bool]) -> str:
        """The tag of what has none; nearly all begin as nothing but a text does."""
        if kind is yaml.ScalarNode and value and value[0] not in self.yaml_implicit_resolvers:
            return _TEXT
        return str(super().resolve(kind, value, implicit))

    def _value(self, node: yaml.Node) -> Any:
        if isinstance(node, yaml.ScalarNode):
            return node.value if node.tag == _TEXT else self.construct_object(node, deep=True)
        if node in self._made:  # an alias
            return self._made[node]
        if isinstance(node, yaml.SequenceNode) and node.tag == _LIST:
            result: list[Any] = []
            self._made[node] = result
            result += [self._value(item) for item in node.value]
            return result
        if isinstance(node, yaml.MappingNode) and node.tag == _MAPPING:
            mapping: dict[Any, Any] = {}
            self._made[node] = mapping
            mapping |= self._mapping(node)
            return mapping
        return self.construct_object(node, deep=True)

    def _mapping(self, node: yaml.MappingNode) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            is_text = isinstance(key, yaml.ScalarNode)
            if not is_text or key.value in seen:
                problem = f'"{key.value}" is given twice' if is_text else "a key is no text"
                mark = key.start_mark
                raise yaml.constructor.ConstructorError(problem=problem, problem_mark=mark)
            seen.add(key.value)
        if "<<" in seen:
            self.flatten_mapping(node)
        return {self._value(key): self._value(item) for key, item in node.value}


class _Entries:
    """Every entry of every section, with the file it was read from."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._specs: dict[str, Spec] = {section: {} for section in SECTIONS}
        self._places: dict[tuple[str, str], str] = {}
        for name in sorted(files):
            for section, key, spec in _read(name, files[name]):
                self._add(name, section, key, spec)
        missing = sorted(s for s, specs in self._specs.items() if not specs and s not in OPTIONAL)
        if missing:
            raise CatalogFault(f"catalog: no file has a section {', '.join(missing)}")

    def section(self, section: str) -> Spec:
        """Key → what the file says."""
        return self._specs[section]

    def fault(self, section: str, key: str, message: str) -> CatalogFault:
        """The error to raise for an entry."""
        place = self._places.get((section, key)) or "catalog"
        return CatalogFault(f'{place}: {section} "{key}": {message}')

    def build(
        self, section: str, model: type[_V], expand: Any = None, *, key: str = "code"
    ) -> dict[str, _V]:
        """Key → value of every entry; `key` is the field that takes the key, empty for none."""
        built: dict[str, _V] = {}
        for code, spec in self._specs[section].items():
            try:
                shaped = _sourced(expand(spec) if expand else spec)
                if key and isinstance(shaped, dict):
                    shaped = {key: code, **shaped}
                built[code] = model.model_validate(shaped)
            except ValidationError as error:
                raise self.fault(section, code, _first_problem(error)) from error
            except (CatalogFault, LookupError, TypeError, AttributeError, ValueError) as error:
                raise self.fault(section, code, str(error)) from error
        return built

    def one(self, section: str, model: type[_V]) -> _V:
        """The single value of a section that is no table."""
        try:
            return model.model_validate(_sourced(self._specs[section]))
        except ValidationError as error:
            problem = error.errors()[0]["loc"]
            raise self.fault(
                section, str(problem[0]) if problem else "", _first_problem(error)
            ) from error

    def figures(self, section: str, shape: TypeAdapter[_T]) -> dict[str, _T]:
        """Key → figures of a section that holds no values of ours, without its tag."""
        checked: dict[str, _T] = {}
        for key, spec in self._specs[section].items():
            if key == "tag":
                continue
            try:
                checked[key] = shape.validate_python(spec)
            except ValidationError as error:
                raise self.fault(section, key, _first_problem(error)) from error
        return checked

    def _add(self, name: str, section: str, key: str, spec: Any) -> None:
        earlier = self._places.get((section, key))
        if earlier:
            raise CatalogFault(f'{name}: {section} "{key}": already given in {earlier}')
        self._places[section, key] = name
        self._specs[section][key] = spec


def _read(name: str, text: str) -> Iterator[tuple[str, str, Any]]:
    try:
        document = yaml.load(text, _StrictLoader)  # noqa: S506 - a safe loader, in C where it is there
    except yaml.YAMLError as error:
        raise CatalogFault(f"{name}: not readable as YAML: {error}") from error
    if not isinstance(document, dict):
        raise CatalogFault(f"{name}: write sections at the top, such as activities:")
    for section, entries in document.items():
        if section not in SECTIONS:
            known = ", ".join(sorted(SECTIONS))
            raise CatalogFault(f'{name}: "{section}" is no section; there are {known}')
        if not isinstance(entries, dict):
            raise CatalogFault(f'{name}: "{section}": write entries as key: value')
        for key, spec in entries.items():
            yield section, str(key), spec


def _sourced(spec: Any) -> Any:
    """Replace each `tag: published S1, S2` by provenance and source, at any depth."""
    if isinstance(spec, list):
        return [_sourced(item) if isinstance(item, _NESTED) else item for item in spec]
    if not isinstance(spec, dict):
        return spec
    shaped = {k: _sourced(item) if isinstance(item, _NESTED) else item for k, item in spec.items()}
    if "tag" in shaped:
        provenance, _, sources = str(shaped.pop("tag")).partition(" ")
        shaped["provenance"] = provenance
        shaped["source"] = [source.strip() for source in sources.split(",") if source.strip()]
    return shaped


def _first_problem(error: ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem["loc"])
    return f"{where}: {problem['msg']}" if where else problem["msg"]
