"""All that can happen to OKRs."""

from ..method import CheckInEntry, KeyResultFields
from .check_ins import check_in, correct_check_in, save_week
from .key_results import add_key_result, change_key_result, problems_with, remove_key_result
from .objectives import (
    Stale,
    change_objective,
    close_objective,
    create_cycle,
    draft_objective,
    drop_objective,
    link_objectives,
    publish_objective,
    unlink_objectives,
)
from .sums import recompute

__all__ = [
    "CheckInEntry",
    "KeyResultFields",
    "Stale",
    "add_key_result",
    "change_key_result",
    "change_objective",
    "check_in",
    "close_objective",
    "correct_check_in",
    "create_cycle",
    "draft_objective",
    "drop_objective",
    "link_objectives",
    "problems_with",
    "publish_objective",
    "recompute",
    "remove_key_result",
    "save_week",
    "unlink_objectives",
]
