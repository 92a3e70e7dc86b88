"""Every address: each room's own under its name."""

from django.urls import include, path

from samkjort.config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("account/", include("allauth.urls")),
    path("people/", include("samkjort.people.urls")),
    path("", include("samkjort.letters.urls")),
    path("", include("samkjort.desk.urls")),
    path("ledger/", include("samkjort.ledger.urls")),
    path("direction/", include("samkjort.direction.urls")),
    path("okr/", include("samkjort.okr.urls")),
    path("purpose/", include("samkjort.alignment.urls")),
    path("road/", include("samkjort.roadmap.urls")),
    path("demo/", include("samkjort.demo.urls")),
]
