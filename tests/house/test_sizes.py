"""Nothing grows so large that one cannot take it in; `make check` and this test ring the same alarms."""

from pathlib import Path

from tools.check_sizes import FILE_LINES, FUNCTION_LINES, PARAMETERS, VIEW_LINES, alarms


def test_nothing_is_too_large():
    assert alarms() == []


def test_alarms_ring(tmp_path: Path):
    room = tmp_path / "samkjort" / "room"
    (room / "views").mkdir(parents=True)
    (room / "migrations").mkdir()
    (room / "views" / "pages.py").write_text("\n" * (VIEW_LINES + 1))
    (room / "queries.py").write_text("\n" * FILE_LINES)
    (room / "models.py").write_text("\n" * (FILE_LINES + 1))
    (room / "migrations" / "0001_initial.py").write_text("\n" * (FILE_LINES + 1))
    body = "    pass\n" * (FUNCTION_LINES - 1)
    wide = ", ".join(f"p{n}" for n in range(PARAMETERS))
    (room / "actions.py").write_text(
        f"def fits(self, {wide}):\n{body}\ndef long():\n{body}    pass\n\ndef wide({wide}, *, by):\n    pass\n"
    )
    places = [line.split(": ")[0] for line in alarms(tmp_path) if "ALLOWED" not in line]
    assert places == [
        "samkjort/room/actions.py::long",
        "samkjort/room/actions.py::wide",
        "samkjort/room/models.py",
        "samkjort/room/views/pages.py",
    ]
