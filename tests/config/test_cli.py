"""The command `samkjort`: what each sub-command says, what it leaves behind, and when it refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from samkjort.config import cli
from samkjort.config.folder import DEMO_MARK
from samkjort.journal.models import Heartbeat
from samkjort.okr.models import KeyResult, Objective
from samkjort.people.models import Area, Member, Organisation
from tests.installation import Installation
from tests.okr_factories import DAY, make_cycle, make_objective

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "okr-ipfs-project-2019-q3.csv"
# As organisations have their goals in a spreadsheet: columns that we have no place for, and dates from long ago.
SMALL = """area,cycle,objective,key_result,priority,owner_email,kind,unit,baseline,target,mid_actual,mid_projection
Operations,2019 Q3,We ship on a schedule,"A release policy, kept by all",P0,ada@example.org,score,,0,1,,
Operations,2019 Q3,We ship on a schedule,Tests run on every change,P0,bo@example.org,score,,0,1,,0.7
Operations,2019 Q3,People find what they need,Read by 100 a week,P1,ada@example.org,increase,people,20,100,,
Research,2019 Q3,We know what to build,5 teams have been asked,P2,,increase,teams,0,5,,
"""
ADMINISTRATOR = ("--name", "Jonas Aas", "--email", "jonas@havn.example")


@pytest.fixture(autouse=True)
def place(tmp_path, settings, monkeypatch):
    """A folder of its own to be in; what the command puts into the environment is taken back."""
    settings.TODAY = DAY
    monkeypatch.setattr(os, "environ", os.environ.copy())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def samkjort(db, capsys):
    """`samkjort("import", …)` gives (exit status, what was told, what was complained about)."""

    def run(*words):
        status = cli.main([str(word) for word in words])
        told = capsys.readouterr()
        return status, told.out, told.err

    return run


def bring(samkjort, kind, file, *more, by="ingrid@fjordvik.example"):
    return samkjort("import", kind, file, "--organisation", "fjordvik", "--by", by, *more)


def written(place, text, name="goals.csv"):
    (place / name).write_text(text)
    return place / name


MISSING = ("--create-missing", "areas,cycles,people")


def test_every_command_has_help(capsys):
    for words in ([], ["init"], ["serve"], ["import", "okrs"], ["import", "people"], ["export", "okrs"], ["backup"]):
        with pytest.raises(SystemExit) as ended:
            cli.main([*words, "--help"])
        assert ended.value.code == 0
        assert "usage: samkjort" in capsys.readouterr().out


def test_init_makes_an_organisation_and_one_who_administers_it(samkjort):
    status, told, _ = samkjort("init", "--organisation", "Havn kommune", *ADMINISTRATOR)
    assert (status, "samkjort serve" in told, "jonas@havn.example" in told) == (0, True, True)
    organisation = Organisation.objects.get(slug="havn-kommune")
    member = Member.objects.get(organisation=organisation)
    assert (member.name, member.is_administrator, member.is_okr_lead) == ("Jonas Aas", True, True)
    assert (organisation.language, organisation.is_demo) == ("nb", False)


def test_init_twice_is_refused(samkjort):
    samkjort("init", "--organisation", "Havn", *ADMINISTRATOR)
    status, _, complaint = samkjort("init", "--organisation", "Havn", *ADMINISTRATOR)
    assert (status, complaint) == (2, "samkjort: There is already an organisation called havn.\n")
    assert Organisation.objects.count() == 1


def test_init_is_refused_where_a_demo_is(samkjort, settings):
    settings.DEMO = True
    assert samkjort("init", "--organisation", "Havn", *ADMINISTRATOR)[0] == 2
    assert not Organisation.objects.exists()


def test_migrate_and_one_look_of_the_worker(samkjort):
    assert samkjort("migrate")[0] == 0
    assert samkjort("worker", "--once")[0] == 0
    assert Heartbeat.objects.filter(name="worker").exists()


@pytest.mark.parametrize("source", ["small", *(["real"] if REAL.is_file() else [])])
def test_a_whole_file_goes_in_and_comes_out_the_same_twice(cast, samkjort, place, source):
    file = REAL if source == "real" else written(place, SMALL)
    objectives, results = (5, 23) if source == "real" else (3, 4)
    status, told, _ = bring(samkjort, "okrs", file, "--dry-run", *MISSING)
    assert (status, Objective.objects.count(), Area.objects.filter(name="Operations").exists()) == (0, 0, False)
    assert told.startswith("--map ")
    assert "--map owner_email=owner_email" in told
    assert "priority, mid_actual, mid_projection" in told
    status, _, complaint = bring(samkjort, "okrs", file, *MISSING)
    assert (status, complaint) == (0, "")
    assert (Objective.objects.count(), KeyResult.objects.count()) == (objectives, results)
    for name in ("out.csv", "out.xlsx"):
        for folder in ("first", "second"):
            (place / folder).mkdir(exist_ok=True)
            out = place / folder / name
            assert samkjort("export", "okrs", "--organisation", "fjordvik", "--out", out)[0] == 0
        assert (place / "first" / name).read_bytes() == (place / "second" / name).read_bytes()
    # What came out goes in again, and changes nothing.
    for name in ("out.csv", "out.xlsx"):
        status, told, _ = bring(samkjort, "okrs", place / "first" / name)
        assert (status, f"{results} nøkkelresultat" in told, "uendret" in told) == (0, True, True)
    assert KeyResult.objects.count() == results


def test_the_mapping_of_a_dry_run_can_be_given_back_as_options(cast, samkjort, place):
    file = written(place, "Lag;Når;Hva;Hvordan vi ser det;Slag;Fra;Mot\nHavn;T3 2026;Kortere kø;Dager;ned;9;5\n")
    assert bring(samkjort, "okrs", file, *MISSING)[0] == 2
    said = [
        word
        for rule in ("Lag=area", "Når=cycle", "Hva=objective", "Hvordan vi ser det=key_result", "Mot=target")
        for word in ("--map", rule)
    ]
    status, told, _ = bring(samkjort, "okrs", file, *said, "--map-value", "Slag:ned=reduce", *MISSING, "--dry-run")
    assert (status, KeyResult.objects.count()) == (0, 0)
    assert '--map "Hvordan vi ser det=key_result"' in told
    assert "--map-value Slag:ned=reduce" in told
    status, _, complaint = bring(samkjort, "okrs", file, *said, "--map-value", "Slag:ned=reduce", *MISSING)
    assert (status, complaint) == (0, "")
    assert KeyResult.objects.values_list("title", "kind", "target").get() == ("Dager", "reduce", 5)


def test_faulty_rows_are_told_by_number_and_nothing_is_written(cast, samkjort, place):
    file = written(place, "area,cycle,objective,key_result,target\nHavn,2026,A,B,1\nHavn,2026,A,C,ti\nHavn,,A,D,1\n")
    status, told, complaint = bring(samkjort, "okrs", file, *MISSING)
    assert (status, told) == (2, "")
    assert "rad 3" in complaint
    assert "rad 4" in complaint
    assert "rad 2" not in complaint
    assert (Objective.objects.count(), Area.objects.filter(name="Havn").count()) == (0, 0)


def test_what_is_missing_is_made_only_when_asked(cast, samkjort, place):
    file = written(place, "area,cycle,objective,key_result,target\nHavn,2026,A,B,1\n")
    status, _, complaint = bring(samkjort, "okrs", file)
    assert (status, "Havn" in complaint, "2026" in complaint) == (2, True, True)
    status, _, complaint = bring(samkjort, "okrs", file, "--create-missing", "areas")
    assert (status, "Havn" in complaint, "2026" in complaint) == (2, False, True)
    assert bring(samkjort, "okrs", file, "--create-missing", "areas,ships")[0] == 2
    assert not Area.objects.filter(name="Havn").exists()
    assert bring(samkjort, "okrs", file, "--create-missing", "areas,cycles")[0] == 0
    assert Area.objects.filter(name="Havn").exists()


@pytest.mark.parametrize("rule", ["Lag=area", "area=ship", "area"])
def test_a_mapping_of_what_is_not_there_is_refused(cast, samkjort, place, rule):
    file = written(place, "area,cycle,objective,key_result,target\nHavn,2026,A,B,1\n")
    status, _, complaint = bring(samkjort, "okrs", file, "--map", rule, *MISSING)
    assert (status, rule in complaint) == (2, True)


def test_who_may_not_and_who_is_unknown(cast, samkjort, place):
    file = written(place, SMALL)
    for by in ("siri@fjordvik.example", "nobody@fjordvik.example", "solvi@skogheim.example"):
        status, _, complaint = bring(samkjort, "okrs", file, *MISSING, by=by)
        assert (status, by in complaint) == (2, True)
    status, _, complaint = samkjort("export", "okrs", "--organisation", "atlantis", "--out", place / "out.csv")
    assert (status, "atlantis" in complaint) == (2, True)
    assert bring(samkjort, "okrs", place / "gone.csv")[0] == 2
    assert not Objective.objects.exists()


def test_only_one_cycle_and_only_ones_own_goes_out(cast, samkjort, place):
    bring(samkjort, "okrs", written(place, SMALL), *MISSING)
    make_objective(cast.schools, make_cycle(cast.organisation.pk), cast.bente, title="Barn får hjelp")
    make_objective(cast.other_area, make_cycle(cast.other.pk), cast.stranger, title="Hemmelig i Skogheim")
    out = place / "out.csv"
    samkjort("export", "okrs", "--organisation", "fjordvik", "--cycle", "T3 2026", "--out", out)
    assert ("Barn får hjelp" in out.read_text(), "We ship" in out.read_text()) == (True, False)
    samkjort("export", "okrs", "--organisation", "fjordvik", "--out", place / "all.xlsx")
    cells = {cell for row in load_workbook(place / "all.xlsx").active.iter_rows(values_only=True) for cell in row}
    assert {"Barn får hjelp", "We know what to build"} <= cells
    assert "Hemmelig i Skogheim" not in cells
    status, *_ = samkjort("export", "okrs", "--organisation", "fjordvik", "--cycle", "T9", "--out", place / "no.csv")
    assert (status, (place / "no.csv").exists()) == (2, False)


def test_people_come_in_whole_or_not_at_all(cast, samkjort, place):
    before = Member.objects.count()
    file = written(place, "navn;e-post;stilling;område\nNora Ny;nora@fjordvik.example;Lege;Health\n", "people.csv")
    status, told, _ = bring(samkjort, "people", file, "--dry-run")
    assert (status, told.startswith("--map navn="), Member.objects.count()) == (0, True, before)
    assert bring(samkjort, "people", file)[0] == 0
    assert Member.objects.get(email="nora@fjordvik.example").area == cast.health
    bad = written(place, "navn;e-post\nPer Ny;per@fjordvik.example\nPål Ny;ingen adresse\n", "bad.csv")
    status, _, complaint = bring(samkjort, "people", bad)
    assert (status, "rad 3" in complaint) == (2, True)
    assert not Member.objects.filter(name="Per Ny").exists()


def test_a_demo_is_refused_in_a_real_installations_folder(samkjort, place):
    folder = place / "real"
    folder.mkdir()
    (folder / "samkjort.sqlite3").write_bytes(b"work")
    status, _, complaint = samkjort("demo", "--data", folder)
    assert (status, "is not a demo" in complaint) == (2, True)
    assert [file.name for file in folder.iterdir()] == ["samkjort.sqlite3"]
    assert not (folder / DEMO_MARK).exists()


def test_a_folder_that_is_not_there_is_told(samkjort, place):
    status, _, complaint = samkjort("export", "okrs", "--data", place / "no", "--organisation", "x", "--out", "x.csv")
    assert (status, "There is no data folder" in complaint) == (2, True)
    assert not (place / "no").exists()


@pytest.mark.sqlite
@pytest.mark.slow
def test_data_says_where_everything_lies(tmp_path):
    """The installed command itself, in processes of its own."""
    place, program = Installation(tmp_path / "unused"), Path(sys.prefix) / "bin" / "samkjort"
    folder = tmp_path / "chosen"

    def run(*words):
        return subprocess.run([program, *words], env=place.environment, capture_output=True, text=True, timeout=60)

    made = run("init", "--data", str(folder), "--organisation", "Havn", *ADMINISTRATOR)
    assert made.returncode == 0, made.stderr
    assert {file.name for file in folder.iterdir()} >= {"samkjort.sqlite3", "secret_key"}
    assert folder.stat().st_mode & 0o077 == 0
    out = run("export", "okrs", "--data", str(folder), "--organisation", "havn", "--out", str(tmp_path / "out.csv"))
    assert (out.returncode, (tmp_path / "out.csv").is_file()) == (0, True)
    assert not (tmp_path / "unused").exists()
