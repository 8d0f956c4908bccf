"""The worker, in place of the queue's own: it beats, and does each task in a process that can be ended."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.crypto import get_random_string
from django_tasks import task_backends
from django_tasks_db.backend import DatabaseBackend

from finsam.work.worker import Worker


class Command(BaseCommand):
    help = "Typeset, seal, read in and send mail: do what the pages have asked for. Any number of workers may run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--interval", type=float, default=0.5, help="Seconds between two looks at an empty queue."
        )
        parser.add_argument("--batch", action="store_true", help="Stop when nothing waits.")
        parser.add_argument("--max-tasks", type=int, help="Stop after so many tasks.")
        parser.add_argument("--worker-id", help="A name that no other worker has; else one is made.")
        parser.add_argument(
            "--no-startup-delay", action="store_true", help="Does nothing; there is no delay."
        )

    def handle(
        self,
        *,
        interval: float,
        batch: bool,
        max_tasks: int | None,
        worker_id: str | None,
        **options: Any,
    ) -> None:
        if not isinstance(task_backends["default"], DatabaseBackend):
            raise CommandError(
                "TASKS_BACKEND har ingen kö i databasen, så det finns inget för en arbetare att göra."
            )
        name = worker_id or get_random_string(32)
        Worker(name, interval=interval, is_batch=batch, most=max_tasks).run()
