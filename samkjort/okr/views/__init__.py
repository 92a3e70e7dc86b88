"""The pages of OKRs."""

from .following import check_in, my_week
from .looking import area, cycles, objective, overview, priorities
from .writing import (
    add_key_result,
    change_key_result,
    change_objective,
    close_objective,
    draft_objective,
    drop_objective,
    link_objective,
    publish_objective,
    remove_key_result,
    unlink_objective,
)

__all__ = [
    "add_key_result",
    "area",
    "change_key_result",
    "change_objective",
    "check_in",
    "close_objective",
    "cycles",
    "draft_objective",
    "drop_objective",
    "link_objective",
    "my_week",
    "objective",
    "overview",
    "priorities",
    "publish_objective",
    "remove_key_result",
    "unlink_objective",
]
