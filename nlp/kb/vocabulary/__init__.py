"""Public vocabularies of names into the registry: DrugBank's open vocabulary and the SEC's list of companies.

Imported names say who is meant where the rules have found a name; they are never searched for in text, so that "water",
"lead" and "Target" stay words. The built-in registry stays as it is: what is imported goes into a folder of patterns of
the user's own. Where a vocabulary and the registry disagree, the registry stands and the row is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from nlp.errors import UsageError
from nlp.kb.vocabulary.drugs import import_drugs
from nlp.kb.vocabulary.filers import import_filers
from nlp.kb.vocabulary.reading import read
from nlp.kb.vocabulary.records import Conflict, Drug, Filer, Imported
from nlp.kb.vocabulary.writing import CONFLICTS, write
from nlp.registry.imported import extended
from nlp.registry.load import load_companies, load_compounds
from nlp.registry.store import Registry

__all__ = ["CONFLICTS", "Conflict", "Imported", "import_vocabularies", "import_into"]


def import_vocabularies(
    files: Sequence[Path], registry: Registry, english: frozenset[str], generics: frozenset[str] = frozenset()
) -> Imported:
    """What files add to a registry, whatever their order in one vocabulary of different days: of two rows of one drug
    or company that of the later file counts. `english` are words that are no name by themselves, `generics`
    generic names of drugs. Raises UsageError for
    a file that is no such vocabulary.
    """
    drugs: list[Drug] = []
    filers: list[Filer] = []
    for file in files:
        more_drugs, more_filers = read(file)
        drugs += more_drugs
        filers += more_filers
    compounds = import_drugs(drugs, registry, english, generics)
    companies = import_filers(filers, registry, english)
    return Imported(
        compounds.compounds,
        companies.companies,
        (*compounds.added, *companies.added),
        (*compounds.extended, *companies.extended),
        (*compounds.conflicts, *companies.conflicts),
        compounds.unused,
    )


def import_into(files: Sequence[Path], folder: Path, patterns: Path | None = None) -> Imported:
    """Make `folder` a pattern folder with the patterns of `patterns` and what the files add.

    `patterns` None extends `folder` itself where it is a pattern folder, else the built-in patterns. The import is made
    anew: what an earlier one has added counts for nothing. Raises UsageError for a folder that is the built-in one,
    holds other things or other patterns; PatternError where `patterns` is no pattern folder.
    """
    from nlp import resources

    if folder.exists() and resources.default_folder().samefile(folder):
        raise UsageError(f"found the built-in patterns at {folder}, expected a folder of your own (-o)")
    is_one = (folder / "taxonomy.yaml").is_file()
    source = patterns or (folder if is_one else resources.default_folder())
    in_place = folder.exists() and folder.samefile(source)
    if not in_place and folder.exists() and (is_one or not folder.is_dir() or any(folder.iterdir())):
        found_there = "other patterns" if is_one else "other files"
        raise UsageError(f"found {found_there} at {folder}, expected an empty folder or a new one (-o)")
    loaded = resources.load(source)
    compounds, companies = load_compounds(source / "compounds.jsonl"), load_companies(source / "companies.jsonl")
    found = import_vocabularies(files, Registry.of(compounds, companies), loaded.english, loaded.generics)
    # Raises, before anything is written, where the names would contradict each other.
    Registry.of(extended(compounds, found.compounds), extended(companies, found.companies))
    if not in_place:
        loaded.to_folder(folder)
    write(folder, found)
    return found
