"""What can be done in this slice, as the audit trail says it."""

from visits.models import Visit

from marketplace.kit.activity import declare_verbs

declare_verbs(Visit, {"visits.plan": "Visit planned"})
