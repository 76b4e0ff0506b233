"""Reading people and organisations."""

from accounts.queries.duplicates import Duplicate, find_duplicates
from accounts.queries.security import Security, security_of
from accounts.queries.team import has_account, invitation_for, members_of, open_invitations, who_may
from accounts.queries.verification import Task, missing_facts, task_list

__all__ = [
    "Duplicate",
    "Security",
    "Task",
    "find_duplicates",
    "has_account",
    "invitation_for",
    "members_of",
    "missing_facts",
    "open_invitations",
    "security_of",
    "task_list",
    "who_may",
]
