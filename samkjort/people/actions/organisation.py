"""What can happen to an organisation as a whole."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samkjort import clock
from samkjort.journal.actions import Actor, Installation, action, note, record_security
from samkjort.journal.events import Event

from ..models import Language, Organisation
from ..permissions import can_administer, can_read_security_log, may, require


@dataclass(frozen=True)
class OrganisationFields:
    """The settings of an organisation, all of them."""

    name: str
    language: str
    time_zone: str
    reminder_weekday: int
    whistleblowing_url: str = ""


@action(Event.ORGANISATION_CREATED)
def create_organisation(
    name: str, slug: str, *, by: Installation, language: str = Language.NB, is_demo: bool = False
) -> Organisation:
    """A new organisation in this installation, with nothing in it yet."""
    if Organisation.objects.filter(slug=slug).exists():
        raise ValidationError(_("There is an organisation with this short name already."))
    organisation = Organisation(name=name, slug=slug, language=language, is_demo=is_demo, started_on=clock.today())
    organisation.full_clean()
    organisation.save()
    return organisation


@action(Event.ORGANISATION_CHANGED)
def change_organisation(organisation: Organisation, *, by: Actor, fields: OrganisationFields) -> Organisation:
    """Change the organisation's settings."""
    require(by.organisation_id == organisation.pk and may(by, can_administer, organisation.pk))
    changed = [name for name, value in vars(fields).items() if getattr(organisation, name) != value]
    for name in changed:
        setattr(organisation, name, getattr(fields, name))
    organisation.full_clean()
    organisation.save(update_fields=changed)
    note(changed=changed)
    return organisation


@action(Event.SECURITY_LOG_OPENED)
def open_security_log(organisation: Organisation, *, by: Actor, reason: str) -> Organisation:
    """Let the administrator read the security log; that it was opened, and why, stands in the log itself."""
    require(by.organisation_id == organisation.pk and may(by, can_read_security_log, organisation))
    if len(reason.strip()) < 10:
        raise ValidationError({"reason": _("Write a reason that another can understand, at least ten characters.")})
    record_security("log.opened", organisation_id=organisation.pk, member_id=by.pk, reason=reason.strip()[:300])
    return organisation
