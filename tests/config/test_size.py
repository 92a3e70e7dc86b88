"""What a first visit takes over the wire: a page and all that it loads, for a browser that has kept nothing."""

import posixpath
import re
from urllib.parse import urljoin

import pytest
from django.core.management import call_command
from django.urls import reverse

from samkjort.config.settings import STORAGES
from tests.okr_factories import DAY, make_cycle, make_objective

MOST = 150_000
HEADERS = 250  # about what a response has of headers
LOADED = re.compile(r'<(?:link|script)\b[^>]*\b(?:href|src)="([^"]+)"')
NAMED = {".css": re.compile(r'url\("([^":]+)"\)'), ".js": re.compile(r'\bfrom\s+"([^"]+)"')}
RARE = "-latin-ext-"  # a font for letters that Norwegian and English do not have; a browser asks for it only then
pytestmark = pytest.mark.django_db


@pytest.fixture
def served(settings, tmp_path):
    """Static files as `samkjort serve` has them."""
    settings.STATIC_ROOT, settings.STORAGES, settings.WHITENOISE_USE_FINDERS = tmp_path, STORAGES, False
    call_command("collectstatic", interactive=False, verbosity=0)


def fetch(client, address):
    response = client.get(address, headers={"accept-encoding": "gzip, deflate, br"})
    assert response.status_code == 200, address
    return response, b"".join(response)


def transfer(client, address):
    """Bytes of the page and of each thing that it loads, by address."""
    response, body = fetch(client, address)
    assert response["Content-Encoding"] == "gzip"
    bytes_of = {address: len(body)}
    found = LOADED.findall(client.get(address).content.decode())
    while found:
        name = found.pop()
        if name in bytes_of or RARE in name:
            continue
        response, body = fetch(client, name)
        assert "immutable" in response["Cache-Control"], name
        bytes_of[name] = len(body)
        kind = posixpath.splitext(name)[1]
        if kind in NAMED:
            assert response["Content-Encoding"] == "gzip", name
            whole = b"".join(client.get(name)).decode()
            found += [urljoin(name, other) for other in NAMED[kind].findall(whole)]
    return bytes_of


@pytest.mark.parametrize("view", ["desk:my-page", "roadmap:road", "okr:my-week", "okr:overview"])
def test_a_first_visit_is_small(cast, settings, sign_in, served, view):
    settings.TODAY = DAY
    cycle = make_cycle(cast.organisation.pk)
    for n in range(5):
        make_objective(cast.home_care, cycle, cast.ingrid, f"Mål {n}", results=3)
    loaded = transfer(sign_in(cast.ingrid), reverse(view))
    assert sum(name.endswith(".woff2") for name in loaded) == 2
    assert sum(loaded.values()) + HEADERS * len(loaded) <= MOST, loaded


def test_a_server_that_nobody_collected_for_shows_its_pages_all_the_same(cast, settings, tmp_path, sign_in):
    settings.STATIC_ROOT, settings.STORAGES = tmp_path, STORAGES
    client = sign_in(cast.ingrid)
    style = next(
        name for name in LOADED.findall(client.get(reverse("okr:overview")).content.decode()) if name.endswith(".css")
    )
    assert fetch(client, style)[0].status_code == 200
