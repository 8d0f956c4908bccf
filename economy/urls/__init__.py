"""Addresses of the economy."""

from django.urls import path

from economy.urls import fees, ledger, requisitions
from economy.views import (
    adoption,
    calculator,
    figures,
    findings,
    follow_up,
    history,
    layout,
    month_budget,
    notes,
    notes_paste,
    overview,
    paste,
    statements,
    years,
)

_ALL = "<slug:slug>/ekonomi/"
_YEAR = f"{_ALL}<year:year>/"

urlpatterns = [
    path(_ALL, overview.economy, name="economy"),
    path(f"{_ALL}nytt-ar/", years.fiscal_year_add, name="fiscal_year_add"),
    path(f"{_ALL}tidigare-ar/", history.historical_figures, name="historical_figures"),
    path(f"{_ALL}tidigare-ar/klistra/", history.historical_figures_paste, name="historical_figures_paste"),
    path(f"{_ALL}riktmarken/", history.equity_limits, name="equity_limits"),
    path(f"{_ALL}riktmarken/<key:pk>/ta-bort/", history.equity_limit_remove, name="equity_limit_remove"),
    path(f"{_ALL}bidragsandelar/", history.contribution_shares, name="contribution_shares"),
    path(
        f"{_ALL}bidragsandelar/<key:pk>/ta-bort/",
        history.contribution_shares_remove,
        name="contribution_shares_remove",
    ),
    path(_YEAR, overview.economy_year, name="economy_year"),
    path(f"{_YEAR}ta-bort/", years.fiscal_year_remove, name="fiscal_year_remove"),
    path(f"{_YEAR}rakningar/", statements.economy_statements, name="economy_statements"),
    path(f"{_YEAR}excel/<slug:which>/", statements.statement_excel, name="statement_excel"),
    path(f"{_YEAR}kontroller/", findings.figure_checks, name="figure_checks"),
    path(f"{_YEAR}medlemsbidrag/", overview.contribution_list, name="contribution_list"),
    path(f"{_YEAR}medlemsbidrag/rakna/", calculator.contribution_calculator, name="contribution_calculator"),
    # ---- The year as it goes
    path(f"{_YEAR}uppfoljning/", follow_up.follow_up_year, name="follow_up_year"),
    path(f"{_YEAR}uppfoljning/rapport/", follow_up.follow_up_report, name="follow_up_report"),
    path(f"{_YEAR}uppfoljning/excel/", follow_up.follow_up_excel, name="follow_up_excel"),
    path(f"{_YEAR}uppfoljning/prognoser/", follow_up.forecast_list, name="forecast_list"),
    path(f"{_YEAR}budget-per-manad/", month_budget.month_budget_year, name="month_budget_year"),
    path(f"{_YEAR}budget-per-manad/<str:key>/", month_budget.line_spread, name="line_spread"),
    path(f"{_YEAR}kopiera-budget/", month_budget.budget_copy, name="budget_copy"),
    path(f"{_ALL}avvikelser/", month_budget.deviation_limit_edit, name="deviation_limit_edit"),
    # ---- Columns and amounts
    path(f"{_YEAR}belopp/", figures.figure_grid, name="figure_grid"),
    path(f"{_YEAR}belopp/klistra-in/", paste.figure_paste, name="figure_paste"),
    path(f"{_ALL}inklistringar/<key:pk>/angra/", paste.paste_undo, name="paste_undo"),
    path(f"{_YEAR}belopp/ny-kolumn/", figures.column_add, name="column_add"),
    path(f"{_ALL}kolumner/<key:pk>/faststall/", adoption.column_adopt, name="column_adopt"),
    path(f"{_ALL}kolumner/<key:pk>/angra/", adoption.column_take_back, name="column_take_back"),
    path(f"{_ALL}kolumner/<key:pk>/ny-version/", adoption.column_revise, name="column_revise"),
    path(f"{_ALL}kolumner/<key:pk>/ta-bort/", figures.column_remove, name="column_remove"),
    # ---- The layout
    path(f"{_YEAR}uppstallning/", layout.layout, name="layout"),
    path(
        f"{_YEAR}uppstallning/resultatrakning/ny-rad/",
        layout.line_add,
        {"statement": "income"},
        name="income_line_add",
    ),
    path(
        f"{_YEAR}uppstallning/balansrakning/ny-rad/",
        layout.line_add,
        {"statement": "balance"},
        name="balance_line_add",
    ),
    path(f"{_ALL}rader/<key:pk>/", layout.line_edit, name="line_edit"),
    path(f"{_ALL}rader/<key:pk>/flytta/", layout.line_move, name="line_move"),
    path(f"{_ALL}rader/<key:pk>/ta-bort/", layout.line_remove, name="line_remove"),
    # ---- Notes
    path(f"{_YEAR}noter/", notes.note_list, name="note_list"),
    path(f"{_YEAR}noter/ny/", notes.note_add, name="note_add"),
    path(f"{_YEAR}noter/klistra/", notes_paste.note_paste, name="note_paste"),
    path(f"{_ALL}noter/<key:pk>/", notes.note_edit, name="note_edit"),
    path(f"{_ALL}noter/<key:pk>/ny-rad/", notes.note_row_add, name="note_row_add"),
    path(f"{_ALL}notrader/<key:pk>/", notes.note_row_edit, name="note_row_edit"),
    path(f"{_ALL}notrader/<key:pk>/ta-bort/", notes.note_row_remove, name="note_row_remove"),
    # ---- What the members are asked to pay
    *requisitions.urlpatterns,
    # ---- The books
    *ledger.urlpatterns,
    *fees.urlpatterns,
]
