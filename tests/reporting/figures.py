"""A förbund with the real figures of 2021, its goals and its årsredovisning."""

import pytest

from reporting.demo import economy, reports
from reporting.models import Report
from tests.cast import Cast


def load_year(cast: Cast) -> Report:
    """Load the figures, goals and indicators of 2021, and begin the årsredovisning with its texts."""
    economy.load(association=cast.association, by=cast.chief)
    reports.load_goals(cast.association, cast.chief)
    return reports.begin_annual(cast.association, cast.chief)


@pytest.fixture
def annual(cast: Cast) -> Report:
    """The årsredovisning 2021 as a draft."""
    return load_year(cast)
