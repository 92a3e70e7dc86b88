"""The pages of sign-in that another package draws: every button is a button, and no tag is left open as text."""

import re

import pytest
from django.urls import reverse

from tests.cast import Cast, SignIn

pytestmark = pytest.mark.django_db

OUTSIDE = ["account_login", "account_request_login_code", "account_reset_password"]
INSIDE = ["account_email", "account_change_password", "mfa_index", "account_logout", "usersessions_list"]


def assert_whole(html: str) -> None:
    assert re.search(r"<button\s", html)
    assert not re.search(r"<[\s/]*(\n|\s)", html)


@pytest.mark.parametrize("name", OUTSIDE)
def test_pages_before_sign_in_are_whole(client, name: str) -> None:
    page = client.get(reverse(name))
    assert page.status_code == 200
    assert_whole(page.content.decode())


@pytest.mark.parametrize("name", INSIDE)
def test_pages_of_the_account_are_whole(cast: Cast, sign_in: SignIn, name: str) -> None:
    page = sign_in(cast.siri).get(reverse(name), follow=True)
    assert page.status_code == 200
    assert_whole(page.content.decode())
