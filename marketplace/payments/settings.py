"""Settings of payments: Stripe, and the account that transfers go to."""

from celery.schedules import crontab

from marketplace.environment import environment

STRIPE_API_KEY = environment.stripe_api_key
STRIPE_WEBHOOK_SECRET = environment.stripe_webhook_secret
STRIPE_API_BASE = environment.stripe_api_base
# To connect, and between two pieces of an answer; and how long it is left alone after it was silent twice.
STRIPE_TIMEOUT_SECONDS = (2, environment.stripe_patience_seconds)
STRIPE_PAUSE_SECONDS = 2 * environment.stripe_patience_seconds
DEMO_BANK_ACCOUNT = (
    "Lagoon Bank · 620-184-0037 · LGNBSGSG · 8 Raffles Link, Singapore 039394 · Monsoon client account"
    " · 21 Tanjong Pagar Road, Singapore 088444"
)
# The fields are named in marketplace/payments/bank_account.py.
BANK_ACCOUNT = environment.bank_account or (DEMO_BANK_ACCOUNT if environment.monsoon_demo else "")

BEAT = {"payments.sweep": 15, "payments.verify": crontab(hour=19, minute=10)}
