"""Pages on the way in: which organisation, which language, and what to do when a form has grown old."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere: what was written is not lost if one goes back."""
    return render(request, "people/csrf_failure.html", status=403)
