"""Whoever guesses at personal links is told to wait; others at the same proxy are not."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from samkjort.letters.views import links

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


def guess(client, visitor: str) -> int:
    address = reverse("letters:open-link", args=["no-such-link"])
    return client.get(address, headers={"x-forwarded-for": visitor}).status_code


def test_each_visitor_behind_a_proxy_is_counted_alone(client, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [guess(client, "192.0.2.1") for _n in range(links.MISSES_A_MINUTE + 1)]
    assert set(answers[:-1]) == {404}
    assert answers[-1] == 429
    assert guess(client, "192.0.2.2") == 404


def test_without_a_proxy_a_visitor_cannot_name_another_address(client) -> None:
    answers = [guess(client, f"192.0.2.{n % 250}") for n in range(links.MISSES_A_MINUTE + 1)]
    assert answers[-1] == 429
