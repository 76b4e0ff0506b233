"""Monsoon: the project, and the trade. `marketplace.celery` is loaded with it so that every process can queue work."""

from marketplace.celery import app as celery_app

__all__ = ["celery_app"]
