"""What counts as having understood a purpose, and the statements that a first version starts from."""

from django.utils.translation import gettext as _

STATEMENTS = 5
READ_MINUTES = 5
DAYS_TO_ANSWER = 7
WORKING_DAYS_TO_ANSWER_QUESTION = 10
ANSWERS_KEPT_DAYS = 365
FEWEST_FOR_SPREAD = 3


def first_statements() -> list[tuple[str, bool, str]]:
    """Five statements that meet the usual misunderstandings: text, whether it is meant, and why."""
    return [
        (
            _("Results are used to appraise each employee"),
            False,
            _("No. Results tell us about the goals, and are never used to appraise people."),
        ),
        (
            _("We get one more report to write"),
            False,
            _("No. A status update takes a minute a week, and takes the place of other reporting."),
        ),
        (
            _("The leadership decides every goal from the top"),
            False,
            _("No. The areas write their own goals, and show what they contribute to."),
        ),
        (
            _("We choose a few goals that matter most, and leave something else for later"),
            True,
            _("Yes. Fewer goals at the same time is the point."),
        ),
        (
            _("A goal that we do not reach is something to learn from"),
            True,
            _("Yes. If we reach everything, we have aimed too low."),
        ),
    ]
