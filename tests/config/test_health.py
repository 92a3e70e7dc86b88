"""Alive and ready, for whoever watches."""

import pytest

from samkjort.journal.actions import beat

pytestmark = pytest.mark.django_db


def test_alive_without_signing_in(client):
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


def test_not_ready_before_the_worker_has_been_seen(client):
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": True, "migrations": True, "worker": False}


def test_ready_once_the_worker_has_been_seen(client):
    beat("worker")
    response = client.get("/readyz")
    assert response.status_code == 200
    assert all(response.json().values())
