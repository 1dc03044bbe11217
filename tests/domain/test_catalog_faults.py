"""A wrong catalog file is told with its name and the key, so that an admin can put it right."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import bot.catalog
from bot.catalog import load_catalog
from bot.domain.catalog import CatalogFault, parse_catalog
from bot.errors import CatalogError

FOLDER = Path(bot.catalog.__file__).parent
FILES = {
    path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
    for path in FOLDER.rglob("*.yaml")
}


def changed(name: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[name]
    return {**FILES, name: FILES[name].replace(old, new, 1)}


DG, MD, PR = "demand_generation.yaml", "market_development.yaml", "partner_readiness.yaml"
CSP = "programs/csp_ir.yaml"


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        (CSP, "programs:", "programs: [", f"{CSP}: not readable as YAML"),
        (CSP, "programs:", "programmes:", f'{CSP}: "programmes" is no section'),
        (CSP, "    route: coop", "    route: cash", f'{CSP}: programs "CSP_IR": route'),
        (CSP, "    route: coop", "    root: coop", f'{CSP}: programs "CSP_IR": '),
        (CSP, 'threshold_usd: "10000"', "threshold_usd: much", "threshold_usd: "),
        (CSP, "published S3, S16", "published S3, S99", 'source "S99" is not listed'),
        (CSP, "tag: published S3, S16", "tag: published", "needs a source"),
        (CSP, "tag: published S3, S16", "tag: rumor S3", "provenance: "),
        (CSP, "  CSP_IR:", "  CSP_IP:", '"CSP_IP": already given in programs/csp_ip.yaml'),
        ("programs/osa_sell.yaml", "route: cpor", "route: coop\n    is_surface: true", "surface"),
        (DG, "category: DG", "category: XX", f'{DG}: activities "DG_DIGITAL": category'),
        (DG, "[media_placement, agency_fees]", "[magic]", 'expense_types: there is no "magic"'),
        (DG, "questions: [work_by, seo]", "questions: [work_by]", 'when: there is no "seo"'),
        (DG, "questions: [work_by, seo]", "questions: [work_by, sea]", 'there is no "sea"'),
        (DG, '{seo: ["yes"]}', "{seo: [perhaps]}", 'when: there is no "perhaps"'),
        (DG, "      - ad_shot\n", "      - ad_shout\n", 'requirements has no "ad_shout"'),
        (DG, "      - ad_shot\n", "      - landing\n", "requirement_id is given twice"),
        (DG, "core_requirements: [program_specific]", "core_requirements: [x]", 'core has no "x"'),
        (DG, "valid_from: 2019-01-01", "valid_from: soon", "valid_from: "),
        (DG, "    category: DG\n", "    category: DG\n    category: MD\n", "is given twice"),
        (DG, "    category: DG\n", "    [category]: DG\n", "a key is no text"),
        (DG, "    category: DG\n", "    category: !code DG\n", "not readable as YAML"),
        (MD, "excluded_programs: [SURFACE_ADD]", "excluded_programs: [SURF]", '"SURF"'),
        (MD, "not_below: successful_contacts", "not_below: luck", 'metrics: there is no "luck"'),
        (PR, "expense_sources: [microsoft]", "expense_sources: [in_house]", "cost_source"),
        (PR, "expense_types: [air_rail, hotel], tag", "expense_types: [rail], tag", 'no "rail"'),
        ("questions.yaml", "minimum: 2", "minimum: 9", 'questions "touches": minimum'),
        ("questions.yaml", "value: in_house", "value: third_party", "a value is given twice"),
        ("documents.yaml", "formats: [DOC, IMG], name", "formats: [WAV], name", "formats: WAV"),
        ("requirements.yaml", "kinds: [INV_3P]", "kinds: [INV_9P]", 'kinds has no "INV_9P"'),
        (
            "money.yaml",
            "KWD: 3",
            "KWD: 4",
            'currencies "KWD": Input should be less than or equal to 3',
        ),
        ("money.yaml", "KWD: 3, ", "", 'rates "2025-07": currency: there is no "KWD"'),
        ("money.yaml", 'NOK: "10.1"', "NOK: much", 'money.yaml: rates "2025-07": NOK'),
        ("money.yaml", 'NOK: "10.1"', 'NOK: "0"', 'money.yaml: rates "2025-07": NOK'),
        ("money.yaml", '"2025-07"', '"July 2025"', "write the month like"),
        ("money.yaml", "KRW: 0", "KRW: -1", 'money.yaml: currencies "KRW"'),
        ("files.yaml", "max_file_bytes: 10485760", "max_file_bytes: 0", "files.yaml: files"),
        ("costs.yaml", 'en: "Media placement"', 'en: ""', "title.en: "),
    ],
)
def test_a_mistake_is_told_with_what_is_wrong(name, old, new, told):
    with pytest.raises(CatalogFault, match=re.escape(told)):
        parse_catalog(changed(name, old, new))


@pytest.mark.parametrize("said", ["<<: {category: DG}", "category: &code DG\n    <<: {}"])
def test_what_yaml_has_beyond_lists_and_texts_may_be_used(said):
    same = parse_catalog(changed(DG, "    category: DG\n", f"    {said}\n"))

    assert same.activities == load_catalog().activities


def test_the_message_names_file_section_key_and_field():
    with pytest.raises(CatalogFault) as caught:
        parse_catalog(changed(DG, 'amount_usd: "18750"', "amount_usd: lots"))

    assert str(caught.value).startswith(
        'demand_generation.yaml: activities "DG_SYNDICATED": caps.0.amount_usd: '
    )


def test_a_section_that_is_missing_altogether_is_told():
    files = {name: text for name, text in FILES.items() if name != "files.yaml"}

    with pytest.raises(CatalogFault, match="catalog: no file has a section files"):
        parse_catalog(files)


def test_text_that_is_no_mapping_is_told():
    with pytest.raises(CatalogFault, match=r"extra\.yaml: write sections at the top"):
        parse_catalog({**FILES, "extra.yaml": "just words"})


def test_the_loader_tells_an_operator(tmp_path):
    (tmp_path / "programs.yaml").write_text("programmes: {A: 1}", encoding="utf-8")

    with pytest.raises(CatalogError, match=r'^programs\.yaml: "programmes" is no section'):
        load_catalog(tmp_path)


def test_an_empty_folder_is_told(tmp_path):
    with pytest.raises(CatalogError, match="no catalog files"):
        load_catalog(tmp_path)


def test_a_catalog_can_be_read_from_another_folder(tmp_path):
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")

    assert load_catalog(tmp_path) == load_catalog()
