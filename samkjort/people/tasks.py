"""What people's outbox rows become: the invitation by e-mail."""

import zoneinfo

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samkjort.journal.registry import handles

from .models import Member


@handles("people.invitation")
def send_invitation(*, organisation_id: int, member_id: int) -> None:
    """Write to whoever was invited, in their language; one who left or was erased meanwhile gets nothing."""
    member = (
        Member.objects.current()
        .filter(organisation_id=organisation_id, pk=member_id)
        .select_related("organisation")
        .first()
    )
    if member is None or not member.email:
        return
    language = member.language or member.organisation.language
    zone = zoneinfo.ZoneInfo(member.time_zone or member.organisation.time_zone)
    with translation.override(language), timezone.override(zone):
        around = {"member": member, "organisation": member.organisation, "address": settings.BASE_URL}
        message = EmailMultiAlternatives(
            subject=_("You are invited to Samkjørt at %(organisation)s") % {"organisation": member.organisation.name},
            body=render_to_string("people/invitation.txt", around),
            to=[member.email],
        )
        message.attach_alternative(render_to_string("people/invitation.html", around), "text/html")
    message.send()
