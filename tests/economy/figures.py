"""The economy of the demo, loaded into the cast's förbund."""

from economy.models import FigureSet, FiscalYear
from reporting.demo import economy as demo
from tests.cast import Cast


def load_demo_figures(cast: Cast) -> FiscalYear:
    """Load 2020, 2021 and the half-year, and give 2021."""
    demo.load(association=cast.association, by=cast.chief)
    return FiscalYear.objects.get(association=cast.association, year=2021)


def column(cast: Cast, key: str, year: int = 2021) -> FigureSet:
    """Give a column by its key in its newest version."""
    rows = FigureSet.objects.select_related("fiscal_year__association")
    return rows.filter(fiscal_year__association=cast.association, fiscal_year__year=year, key=key).latest(
        "version"
    )
