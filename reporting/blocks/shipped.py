"""The blocks that the house ships, in the order in which lists show them."""

from reporting.blocks import (
    audit_cost,
    balance_requirement,
    balance_sheet,
    budget,
    budget_overview,
    cash_flow,
    equity,
    events,
    five_years,
    goal_areas,
    goal_follow_up,
    goal_tree,
    goals,
    goals_plan,
    half_year,
    half_year_summary,
    income_statement,
    indicators,
    insats_reports,
    insats_years,
    insatser,
    insatser_half_year,
    insatser_plan,
    key_ratios,
    lkbr,
    meetings,
    money_flow,
    notes,
    operations,
    participants,
    roster,
    scorecard,
    scorecard_chapters,
    shares,
    signatures,
    underbalance,
    wishes,
    year_in_short,
)

BLOCKS = tuple(
    module.BLOCK
    for module in (
        year_in_short, five_years, key_ratios, money_flow, goals, indicators, equity, balance_requirement, meetings, roster, insatser, participants, events,
        income_statement, balance_sheet, cash_flow, operations, notes, audit_cost, lkbr, signatures, insats_reports, half_year,
        half_year_summary, insatser_half_year, goals_plan, goal_areas, scorecard, scorecard_chapters, goal_tree, goal_follow_up, insatser_plan, budget, insats_years, budget_overview, shares, underbalance, wishes,
    )
)  # fmt: skip
