"""`python -m marketplace.stripe_sandbox --port 9000 --data FILE --api-key … --webhook-secret … --webhook-url …`"""

import argparse

from marketplace.stripe_sandbox.api import Api
from marketplace.stripe_sandbox.server import Server
from marketplace.stripe_sandbox.store import Store
from marketplace.stripe_sandbox.webhooks import Sender


def main() -> None:
    """Serve until the process is ended."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--host", default="127.0.0.1")
    for name in ("--port", "--data", "--api-key", "--webhook-secret", "--webhook-url"):
        options.add_argument(name, required=True)
    given = options.parse_args()
    store = Store(given.data)
    sender = Sender(store, given.webhook_url, given.webhook_secret)
    sender.start()
    base = f"http://{given.host}:{given.port}"
    Server((given.host, int(given.port)), store, Api(store, given.api_key, base), sender).serve_forever()


if __name__ == "__main__":
    main()
