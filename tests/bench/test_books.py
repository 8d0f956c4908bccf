"""What the bench measures of the books is measured, and leaves nothing behind."""

import pytest

from economy.models import LedgerAccount, LedgerRow
from tests.bench.books import store_seconds


@pytest.mark.django_db
def test_the_measure_stores_takes_back_and_leaves_no_rows(cast):
    seconds = store_seconds(cast.association, 400, by=cast.chief)
    assert (seconds > 0, LedgerRow.objects.count(), LedgerAccount.objects.count()) == (True, 0, 0)
