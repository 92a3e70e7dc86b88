"""Every text of the interface has its bokmål, whole, and the tool that looks for texts finds what Django looks up."""

import ast
import re
from pathlib import Path

import polib
import pytest

from tools import po

LANGUAGES = [path.name for path in po.LOCALE.iterdir() if path.is_dir()]
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_untranslated(language: str):
    assert po.missing(language) == []


def texts() -> list[polib.POEntry]:
    return [entry for language in LANGUAGES for entry in po.load(language)]


def test_placeholders_are_kept():
    changed = []
    for entry in texts():
        wanted = {match[0] for match in PLACEHOLDER.finditer(entry.msgid + entry.msgid_plural)}
        for said in [entry.msgstr, *entry.msgstr_plural.values()]:
            found = {match[0] for match in PLACEHOLDER.finditer(said)}
            # "One area" may say its number in words; nothing may name what is not there.
            if said and (found - wanted or (not entry.msgid_plural and found != wanted)):
                changed.append((entry.msgid, said))
    assert changed == []


def test_plurals_have_both_forms():
    assert [e.msgid for e in texts() if e.msgid_plural and not all(e.msgstr_plural.get(n) for n in (0, 1))] == []


def test_texts_are_found_in_python():
    source = 'x = _("a" "b"); ngettext("one", "many", n); pgettext("verb", "open"); npgettext("c", "d", "e", 1); _(v)'
    assert set(po._in_python(ast.parse(source))) == {("ab", None), ("one", None), ("open", "verb"), ("d", "c")}


def test_texts_are_found_in_templates():
    source = """{% translate "50% of it's" %} {% translate 'Open' context "verb" as x %}
    {% blocktranslate trimmed count n=3 with a=_("Inner") %}
      One "thing" {{ n }}
    {% plural %} Many {{ n }} {% endblocktranslate %} {{ x|default:_("Nobody") }} {{ _("Now") }}
    {% include "a.html" with label=_("Save") %} {% blocktranslate context "c" %}In {{ a }}{% endblocktranslate %}
    {# {% translate "no" %} #} {% comment %}{% translate "nor this" %}{% endcomment %}"""
    assert set(po._in_template(source)) == {
        ("50%% of it's", None),  # as Django looks it up
        ("Open", "verb"),
        ("Inner", None),
        ('One "thing" %(n)s', None),
        ("Nobody", None),
        ("Now", None),
        ("Save", None),
        ("In %(a)s", "c"),
    }


def test_texts_are_added_in_order_and_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(po, "LOCALE", tmp_path)
    file = tmp_path / "more.json"
    file.write_text('{"b": "be", "a %(n)s": ["as %(n)s", "en", "%(n)s a-er"], "verb\\u0004open": "åpne"}')
    po.add("nb", file)
    file.write_text('{"b": "B"}')
    po.add("nb", file)
    kept = po.load("nb")
    assert [(e.msgid, e.msgctxt, e.msgstr) for e in kept] == [
        ("a %(n)s", None, ""),
        ("b", None, "B"),
        ("open", "verb", "åpne"),
    ]
    assert kept.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert po.path("nb").with_suffix(".mo").exists()
