"""How gunicorn serves the program, for `make run` and in production: `gunicorn --config python:finsam.gunicorn_conf`."""

import os

from finsam.monitoring.logs import gunicorn_to_stderr
from finsam.web.serving import exchange_patiently

bind = os.environ.get("BIND") or f"127.0.0.1:{os.environ.get('PORT') or 8000}"
worker_class = "finsam.web.serving.PatientWorker"
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)  # a process a core
threads = int(os.environ.get("WEB_THREADS") or 8)  # requests at a time in each of them
worker_connections = 1000  # visitors at a time in each, most of them silent
keepalive = (
    75  # seconds; longer than a proxy keeps its own connections, so that it never sends into one that closes
)
graceful_timeout = 30  # seconds that requests have to end in at a restart
timeout = 60  # seconds without a sign of life, after which a worker is replaced
logconfig_dict = gunicorn_to_stderr()
when_ready = exchange_patiently  # SIGHUP: the old processes take visitors until the new ones can
