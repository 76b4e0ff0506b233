"""`python -m marketplace.tools.stripe_sandbox`: starts the sandbox and runs until told to stop."""

import argparse
import signal
import threading
from pathlib import Path

from marketplace.tools.stripe_sandbox.server import Sandbox, Settings


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m marketplace.tools.stripe_sandbox", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True, help="0 takes a free one and prints it")
    parser.add_argument("--data", type=Path, required=True, help="an SQLite file; made if it is not there")
    parser.add_argument("--api-key", required=True, help="sk_test_…")
    parser.add_argument("--webhook-secret", required=True, help="whsec_…")
    parser.add_argument("--webhook-url", default="", help="where events go; empty = they are only stored")
    parser.add_argument("--merchant", default="Monsoon", help="whom the hosted page says is paid")
    parser.add_argument("--retry-seconds", type=float, default=1.0, help="the first pause after a failed delivery")
    return parser.parse_args()


def main() -> None:
    """Serve until SIGTERM or SIGINT. A request at work is finished first."""
    given = arguments()
    settings = Settings(
        data=given.data,
        api_key=given.api_key,
        webhook_secret=given.webhook_secret,
        webhook_url=given.webhook_url,
        merchant=given.merchant,
        retry_seconds=given.retry_seconds,
    )
    given.data.parent.mkdir(parents=True, exist_ok=True)
    sandbox = Sandbox((given.host, given.port), settings)
    for name in (signal.SIGTERM, signal.SIGINT):
        # shutdown() waits for serve_forever(), which runs in this very thread: so it is called from another
        signal.signal(name, lambda *_: threading.Thread(target=sandbox.shutdown).start())
    sandbox.deliverer.start()
    print(f"listening on {sandbox.base_url}", flush=True)
    sandbox.serve_forever(poll_interval=0.1)
    sandbox.server_close()


if __name__ == "__main__":
    main()
