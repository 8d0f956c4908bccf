"""Where pyHanko's coroutines are run."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def in_own_loop(work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
    """Run pyHanko's coroutine in a thread with a loop of its own: the caller's thread may have one running already."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(lambda: asyncio.run(work())).result()
