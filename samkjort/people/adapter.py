"""How sign-in behaves: accounts come by invitation alone, and each sign-in leaves a row in the security log."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.signals import login_code_rejected, password_changed, password_reset, password_set, user_logged_in
from django.contrib.auth.signals import user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from samkjort.journal.actions import record_security

from .models import Member, User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """allauth as Samkjørt uses it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up: an administrator or the OKR lead invites."""
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters about sign-in come from Samkjørt by name, whatever address it answers at."""
        super().send_mail(template_prefix, email, {**context, "current_site": {"name": "Samkjørt"}})


def _record(kind: str, user: User | None) -> None:
    """One row in each organisation that the account belongs to; an unknown address leaves a row without a person."""
    members = list(Member.objects.current().filter(user=user)) if user else []
    for member in members:
        record_security(kind, organisation_id=member.organisation_id, member_id=member.pk)
    if not members:
        record_security(kind, organisation_id=None, member_id=None)


@receiver(user_logged_in)
def record_sign_in(user: User, **_rest: Any) -> None:
    """Keep that somebody signed in, for 90 days, for the administrator's eyes alone."""
    _record("signed_in", user)


@receiver(user_login_failed)
def record_failure(credentials: dict[str, Any], **_rest: Any) -> None:
    """Keep that a sign-in failed: for a known address at its member."""
    address = str(credentials.get("email") or credentials.get("username") or "").lower()
    _record("sign_in_failed", User.objects.filter(email=address).first())


@receiver(login_code_rejected)
def record_wrong_code(user: User, **_rest: Any) -> None:
    """Keep that a wrong code was given."""
    _record("sign_in_failed", user)


@receiver(password_set)
@receiver(password_changed)
@receiver(password_reset)
def record_password(user: User, **_rest: Any) -> None:
    """Keep that a password was changed."""
    _record("password_changed", user)
