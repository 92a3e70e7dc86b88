"""OKRs in and out of files."""

from pathlib import Path

import pytest

from samkjort.exchange import FileProblem, Options, actions
from samkjort.exchange.formats import table
from samkjort.okr.models import KeyResult, Objective
from tests.okr_factories import DAY, make_cycle

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "okr-ipfs-project-2019-q3.csv"
ALL = Options(create=frozenset({"areas", "cycles", "people"}))
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(settings):
    settings.TODAY = DAY


def bring(cast, text, **options):
    encoded = text if isinstance(text, bytes) else text.encode()
    given = Options(**{"create": frozenset({"areas", "cycles", "people"}), **options})
    return actions.import_file(encoded, "mål.csv", by=cast.ingrid, options=given)


if REAL.is_file():  # data that is not ours to ship

    def test_a_real_organisations_file_goes_in_and_comes_out_unchanged(cast):
        report = actions.import_file(REAL.read_bytes(), REAL.name, by=cast.ingrid, options=ALL)
        assert (report.counts["objectives"], report.counts["key_results"]) == (5, 23)
        assert report.left_out == ["priority", "mid_actual", "mid_projection"]
        first, rows = actions.export_file(cast.organisation, "ut.csv")
        again = actions.import_file(first, "ut.csv", by=cast.ingrid, options=Options())
        assert (rows, dict(again.counts)) == (23, {"unchanged": 23})
        assert actions.export_file(cast.organisation, "ut.csv")[0] == first


def test_a_dry_run_changes_nothing(cast):
    report = bring(cast, "område;periode;mål;nøkkelresultat;til\nHavn;2026;Bedre;Mer;5\n", dry_run=True)
    assert report.counts["key_results"] == 1
    assert report.columns == {
        "område": "area",
        "periode": "cycle",
        "mål": "objective",
        "nøkkelresultat": "key_result",
        "til": "target",
    }
    assert not Objective.objects.exists()


def test_norwegian_headings_windows_1252_and_decimal_comma(cast):
    headings = "Område;Periode;Mål;Nøkkelresultat;Type;Startverdi;Målverdi"
    text = f"{headings}\nHavn;T3 2026;Færre køer;Ventetid på svar;redusere;1.234,5;10\n"
    bring(cast, text.encode("cp1252"))
    result = KeyResult.objects.get()
    assert (result.title, str(result.baseline.normalize())) == ("Ventetid på svar", "1234.5")


def test_each_faulty_row_is_told_by_its_number_and_nothing_is_written(cast):
    text = "area,cycle,objective,key_result,target\nHavn,2026,A,B,ti\nHavn,T9 2026,A,C,3\n"
    with pytest.raises(FileProblem) as told:
        bring(cast, text)
    assert any("2" in line and "ti" in line for line in told.value.lines)
    assert any("T9 2026" in line for line in told.value.lines)
    assert not Objective.objects.exists()


def test_what_is_missing_is_not_made_unasked(cast):
    with pytest.raises(FileProblem, match="Havn"):
        bring(cast, "area,cycle,objective,key_result,target\nHavn,2026,A,B,1\n", create=frozenset({"cycles"}))


def test_a_row_with_an_id_changes_that_thing(cast):
    bring(cast, "area,cycle,objective,key_result,target,owner\nHavn,2026,A,B,1,siri@example.org\n")
    result = KeyResult.objects.get()
    text = f"id,area,cycle,objective,key_result,target,owner\n{result.pk},Havn,2026,A ny,B ny,2,amir@example.org\n"
    bring(cast, text)
    result.refresh_from_db()
    assert (result.title, result.target, result.owner.email) == ("B ny", 2, "amir@example.org")
    assert result.objective.title == "A ny"


def test_an_empty_owner_is_a_draft_without_owner(cast):
    bring(cast, "area,cycle,objective,key_result,target,owner\nHavn,2019,A,B,1,\n")
    assert Objective.objects.values_list("status", "owner").get() == ("draft", None)


def test_another_organisations_key_result_is_not_found(cast):
    make_cycle(cast.other.pk)
    with pytest.raises(FileProblem, match="999"):
        bring(cast, "id,area,cycle,objective,key_result,target\n999,Havn,2026,A,B,1\n")


@pytest.mark.parametrize("content", [b"PK\x03\x04 no csv", b"\x00\x01\x02", b""])
def test_a_file_that_is_not_what_its_name_says(cast, content):
    with pytest.raises(FileProblem):
        bring(cast, content)


def test_a_formula_goes_out_as_text_and_comes_back_as_it_was(cast):
    bring(cast, "area,cycle,objective,key_result,target\nHavn,2026,=1+1,@SUM(A1),1\n")
    for name in ("ut.csv", "ut.xlsx"):
        content, _rows = actions.export_file(cast.organisation, name)
        assert content == actions.export_file(cast.organisation, name)[0]
        cells = table.read(content, name).rows[0][1]
        assert {"=1+1", "@SUM(A1)"} <= set(cells)
    assert b"'=1+1" in actions.export_file(cast.organisation, "ut.csv")[0]
