"""A contract of our own for import-linter: what one room shows, no other room imports.

One contract for all rooms, present and to come, where import-linter's `protected` would want one each.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateFilesContract(Contract):
    """Keeps files of these names (`views`, `forms`) to the room that they lie in."""

    type_name = "private_files"

    root = fields.StringField()
    names = fields.ListField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        """Collect each import of a private file from another room."""
        broken = []
        for imported in sorted(graph.modules):
            parts = imported.split(".")
            if len(parts) < 3 or parts[0] != self.root or parts[2] not in self.names:
                continue
            room = ".".join(parts[:2])
            for importer in sorted(graph.find_modules_that_directly_import(imported)):
                if not f"{importer}.".startswith(f"{room}."):
                    broken.append(f"{importer} imports {imported}, which is private to {room}")
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say which."""
        for line in check.metadata["broken"]:
            output.print_error(line)
