"""Refusals, in Stripe's shape."""

from typing import Any


class StripeProblem(Exception):
    """An error that the API answers. `kind` is Stripe's `type`; `extra` joins the error object as it is."""

    def __init__(
        self,
        message: str,
        *,
        status: int = 400,
        kind: str = "invalid_request_error",
        code: str = "",
        param: str = "",
        extra: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(message)
        self.message, self.status, self.kind, self.code, self.param = message, status, kind, code, param
        self.extra = extra or {}

    def body(self) -> dict[str, Any]:
        """The JSON that Stripe's libraries parse. Empty parts are left out, as Stripe does."""
        error = {"code": self.code, "message": self.message, "param": self.param, "type": self.kind}
        if self.code and not self.code.startswith("sandbox_"):
            error["doc_url"] = f"https://stripe.com/docs/error-codes/{self.code.replace('_', '-')}"
        return {"error": {name: value for name, value in {**error, **self.extra}.items() if value}}


def missing(param: str) -> StripeProblem:
    """A parameter that must be there is not."""
    return StripeProblem(f"Missing required param: {param}.", code="parameter_missing", param=param)


def unknown(param: str) -> StripeProblem:
    """A parameter that Stripe does not have."""
    return StripeProblem(f"Received unknown parameter: {param}", code="parameter_unknown", param=param)


def no_such(kind: str, identifier: str, *, param: str, status: int = 404) -> StripeProblem:
    """An object that is not there: 404 where the path names it, 400 where a parameter does."""
    return StripeProblem(f"No such {kind}: '{identifier}'", status=status, code="resource_missing", param=param)


def not_here_yet(what: str, *, param: str = "", status: int = 400) -> StripeProblem:
    """Stripe has it and we do not: said loudly, because a parameter without effect would be a lie."""
    message = f"Stripe has {what}, but this sandbox does not yet."
    return StripeProblem(message, status=status, code="sandbox_lacks_it", param=param)
