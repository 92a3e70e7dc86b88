"""A file of people as rows."""

from samkjort.people.steps import PersonRow

from .mapping import Reading

# Every field, with the headings that it is known by besides its own name.
FIELDS: dict[str, tuple[str, ...]] = {
    "name": ("navn", "full name", "fullt navn"),
    "email": ("e-post", "epost", "e-mail", "mail"),
    "title": ("tittel", "stilling"),
    "area": ("område", "team", "avdeling", "enhet", "department"),
    "parent_area": ("overordnet område", "parent area", "over"),
    "lead": ("leder", "leads", "leader"),
    "roles": ("roller", "rolle", "role"),
}


def rows(reading: Reading) -> list[PersonRow]:
    """One person a row; empty text says nothing."""
    return [PersonRow(number=row.number, **{name: row.text(name) for name in FIELDS}) for row in reading.rows]
