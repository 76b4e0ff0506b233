"""A stand-in for Stripe that speaks its API, its webhooks and its hosted Checkout. It imports nothing else of ours.

Adding an object of Stripe's: one module in `resources`, its lines in `routes`. The parameters are judged, and the
tests judge the answers, by the types that Stripe ships in its own package.
"""
