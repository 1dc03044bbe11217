"""Where a contact may file: the co-op programs of their locations."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.catalog import Catalog, LocalText, Program
from bot.domain.memo import once_for_each
from bot.domain.partner import Contact, Location


def location_pairs(contact: Contact, catalog: Catalog) -> tuple[tuple[str, LocalText], ...]:
    """Every co-op program at every location that the contact has a role for, as "program|location"
    → label.
    """
    pairs = []
    for location, program in _coop_places(contact, catalog):
        place = f" — {location.name} ({location.location_id})"
        label = LocalText(en=program.title.en + place, ko=program.title.ko + place)
        pairs.append((f"{program.code}|{location.location_id}", label))
    return tuple(pairs)


@once_for_each
def has_coop_place(contact: Contact, catalog: Catalog) -> bool:
    """Whether there is any of `location_pairs`."""
    return any(True for _ in _coop_places(contact, catalog))


def programs_elsewhere(contact: Contact, catalog: Catalog) -> tuple[Program, ...]:
    """Programs the contact has a role for that are not paid from co-op funds, each once."""
    codes = (e.program for location in contact.locations for e in location.enrollments if e.roles)
    programs = (catalog.programs.get(code) for code in dict.fromkeys(codes))
    return tuple(program for program in programs if program and program.route != "coop")


def _coop_places(contact: Contact, catalog: Catalog) -> Iterator[tuple[Location, Program]]:
    for location in contact.locations:
        for enrollment in location.enrollments:
            program = catalog.programs.get(enrollment.program)
            if program and program.route == "coop" and enrollment.may_claim:
                yield location, program
