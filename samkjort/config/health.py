"""Whether the installation is alive and ready, for whoever watches it."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_GET

from samkjort.journal.queries import worker_is_alive


@login_not_required
@require_GET
def healthz(request: HttpRequest) -> JsonResponse:
    """Alive: the process answers."""
    return JsonResponse({"alive": True})


@login_not_required
@require_GET
def readyz(request: HttpRequest) -> JsonResponse:
    """Ready: the database answers, its migrations are all there, and the worker is alive. 503 where one is not."""
    parts = {"database": False, "migrations": False, "worker": False}
    try:
        executor = MigrationExecutor(connection)
        parts["database"] = True
        parts["migrations"] = not executor.migration_plan(executor.loader.graph.leaf_nodes())
        parts["worker"] = parts["migrations"] and worker_is_alive()
    except DatabaseError:
        pass
    ready = all(parts.values())
    return JsonResponse({"ready": ready, **parts}, status=200 if ready else 503)
