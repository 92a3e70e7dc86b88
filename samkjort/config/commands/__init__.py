"""What each command does, once Django is set up."""


class UserError(Exception):
    """What the person at the keyboard can mend: told in one sentence, exit 2."""
