"""My page: what I owe, and search."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from samkjort.people.http import SignedInRequest

from . import queries


@require_GET
def my_page(request: SignedInRequest) -> HttpResponse:
    """What I owe, most important first, with the minutes it takes."""
    return render(request, "desk/my_page.html", {"owed": queries.owed(request.member)})


@require_GET
def search(request: SignedInRequest) -> HttpResponse:
    """Objectives, key results, areas and people, by words in their names."""
    words = request.GET.get("q", "").strip()[:100]
    found = queries.search(request.member, words) if len(words) >= queries.SHORTEST_SEARCH else []
    return render(request, "desk/search.html", {"words": words, "found": found, "shortest": queries.SHORTEST_SEARCH})
