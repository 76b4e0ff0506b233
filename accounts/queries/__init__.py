"""Reading people and organisations."""

from accounts.queries.duplicates import Duplicate, duplicates
from accounts.queries.team import invitation_for, members_of, open_invitations, who_may
from accounts.queries.verification import Task, missing_facts, task_list

__all__ = [
    "Duplicate",
    "Task",
    "duplicates",
    "invitation_for",
    "members_of",
    "missing_facts",
    "open_invitations",
    "task_list",
    "who_may",
]
