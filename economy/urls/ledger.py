"""Addresses of the books: files, what they say, and how they meet the lines."""

from django.urls import URLPattern, path

from economy.views import ledger, ledger_accruals, ledger_books, ledger_mapping, ledger_payments

_ALL = "<slug:slug>/ekonomi/bokforing/"
_FILE = f"{_ALL}<key:pk>/"
_YEAR = "<slug:slug>/ekonomi/<year:year>/bokforing/"

urlpatterns: list[URLPattern] = [
    # Files
    path(_ALL, ledger.ledger_list, name="ledger_list"),
    path(f"{_ALL}las-in/", ledger.ledger_take_in, name="ledger_take_in"),
    path(f"{_ALL}objekt/", ledger_mapping.ledger_objects, name="ledger_objects"),
    path(_FILE, ledger.ledger_preview, name="ledger_preview"),
    path(f"{_FILE}las/", ledger.ledger_read, name="ledger_read"),
    path(f"{_FILE}lagra/", ledger.ledger_store, name="ledger_store"),
    path(f"{_FILE}kasta/", ledger.ledger_discard, name="ledger_discard"),
    path(f"{_FILE}ta-tillbaka/", ledger.ledger_take_back, name="ledger_take_back"),
    path(f"{_FILE}fil/", ledger.ledger_file, name="ledger_file"),
    # A year's books
    path(_YEAR, ledger_books.ledger_year, name="ledger_year"),
    path(f"{_YEAR}rad/<slug:key>/", ledger_books.ledger_line, name="ledger_line"),
    path(f"{_YEAR}konto/<slug:number>/", ledger_books.ledger_account, name="ledger_account"),
    path(f"{_ALL}verifikationer/<key:pk>/", ledger_books.ledger_voucher, name="ledger_voucher"),
    path(f"{_YEAR}periodisera/", ledger_accruals.ledger_accruals, name="ledger_accruals"),
    path(f"{_YEAR}rekvisitioner/", ledger_payments.ledger_payments, name="ledger_payments"),
    path(f"{_YEAR}rekvisitioner/excel/", ledger_payments.ledger_payments_excel, name="ledger_payments_excel"),
    # How they meet the lines
    path(f"{_YEAR}konton/", ledger_mapping.ledger_mapping, name="ledger_mapping"),
    path(f"{_YEAR}kalla/", ledger_mapping.ledger_source, name="ledger_source"),
]
