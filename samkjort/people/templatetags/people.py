"""The ways between the pages about people: `{% load people %}{% people_tabs %}`."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from samkjort.people.permissions import can_administer

register = template.Library()


@register.inclusion_tag("people/_tabs.html", takes_context=True)
def people_tabs(context: Any, current: str) -> dict[str, Any]:
    """The pages that the reader may open; `current` is the one they are on."""
    member = context["member"]
    lines = [("members", _("People")), ("areas", _("Areas")), ("leadership", _("Leadership groups"))]
    if can_administer(member, member.organisation_id):
        lines += [("organisation", _("The organisation")), ("security-log", _("Security log"))]
    tabs = [{"title": title, "address": reverse(f"people:{name}"), "current": name == current} for name, title in lines]
    return {"tabs": tabs}


@register.simple_tag
def security_words(kind: str) -> str:
    """What a row of the security log says."""
    words = {
        "signed_in": _("Signed in"),
        "sign_in_failed": _("Sign-in failed"),
        "password_changed": _("Password changed"),
        "rights.changed": _("Roles changed"),
        "member.erased": _("A person was erased"),
        "log.opened": _("The security log was opened"),
        "export": _("Data taken out"),
    }
    return words.get(kind, kind)
