"""Stripe's objects, one module each. A function takes the context, the identifiers of the path and the judged parameters."""
