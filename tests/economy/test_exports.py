"""Lists as other programs write them: heads, titles, sums and signs of their own, read right or refused with a reason."""

from __future__ import annotations

import pytest

from economy.imports.reading_figures import Figures, read_figures

BALANCES = {
    "fortnox-balans": """Samordningsförbundet Exempel;;;;;
Balansrapport;;;;;
Räkenskapsår: 2022-01-01 - 2022-12-31;;;;;
Period: 2022-01 - 2022-12;;;;;
Konto;Benämning;Ing balans;Ing saldo;Period;Utg balans
;TILLGÅNGAR;;;;
;Omsättningstillgångar;;;;
1510;Kundfordringar;10 000,00;10 000,00;5 000,00;15 000,00
1930;Bank;90 000,00;90 000,00;-20 000,00;70 000,00
;S:A Omsättningstillgångar;100 000,00;100 000,00;-15 000,00;85 000,00
;S:A TILLGÅNGAR;100 000,00;100 000,00;-15 000,00;85 000,00
;EGET KAPITAL OCH SKULDER;;;;
2010;Eget kapital;-80 000,00;-80 000,00;0,00;-80 000,00
2440;Leverantörsskulder;-20 000,00;-20 000,00;15 000,00;-5 000,00
;S:A EGET KAPITAL OCH SKULDER;-100 000,00;-100 000,00;15 000,00;-85 000,00
;BERÄKNAT RESULTAT;0,00;0,00;0,00;0,00""",
    "visma-saldo": """Saldolista;;;;;
Konto;Kontonamn;IB;Debet;Kredit;UB
1510;Kundfordringar;10000,00;5000,00;0,00;15000,00
1930;Bank;90000,00;0,00;20000,00;70000,00
2010;Eget kapital;-80000,00;0,00;0,00;-80000,00
2440;Leverantörsskulder;-20000,00;15000,00;0,00;-5000,00
Summa;;0,00;20000,00;20000,00;0,00""",
    "raindance-saldo": """Konto;Konto text;Ingående balans;Förändring;Utgående balans
1510;Kundfordringar;10000.00;5000.00;15000.00
1930;Bank;90000.00;-20000.00;70000.00
2010;Eget kapital;-80000.00;0.00;-80000.00
2440;Leverantörsskulder;-20000.00;15000.00;-5000.00""",
}
VOUCHERS = {
    "ubw-trans": """Konto;Konto(T);Ansvar;Ansvar(T);Verifikationsnr;Verifikationsdatum;Period;Text;Belopp
1930;Bank;100;Kansli;30001;2022-02-01;202202;Hyra;-20000,00
5010;Lokalhyra;100;Kansli;30001;2022-02-01;202202;Hyra;20000,00""",
    "visma-ver": """Vernr;Verdatum;Vertext;Konto;Kontonamn;Debet;Kredit
A1;2022-02-01;Hyra;5010;Lokalhyra;20000,00;
A1;2022-02-01;Hyra;1930;Bank;;20000,00""",
    "fortnox-huvudbok": """Huvudbok;;;;;;
Konto;Ver.nr;Datum;Text;Debet;Kredit;Saldo
1930 Bank;;;;;;
;;;Ingående balans;;;90 000,00
;A 1;2022-02-01;Hyra;;20 000,00;70 000,00
;;;Utgående saldo;;20 000,00;70 000,00
5010 Lokalhyra;;;;;;
;A 1;2022-02-01;Hyra;20 000,00;;20 000,00""",
}
BUDGETS = {
    "raindance-budget": """Ansvar;Verksamhet;Konto;Kontonamn;Årsbudget 2022
10;100;3510;Bidrag;-900 000
10;100;5010;Lokalhyra;240 000
;;;Summa;-660 000""",
    "ubw-budget": """Konto;Konto(T);Ansvar;Budget 2022;Utfall 2022;Avvikelse
3510;Bidrag;100;-900000;-890000;-10000
5010;Lokalhyra;100;240000;230000;10000""",
}
PARTS = {
    "visma-resultat": """Resultatrapport;;;
Kontonr;Kontonamn;Perioden;Ack. utfall
3510;Bidrag;-900000,00;-900000,00
5010;Lokalhyra;240000,00;240000,00
Beräknat resultat;;-660000,00;-660000,00""",
    "fortnox-sammanfattning": """Konto,Benämning,"Ing. balans","Utg. balans"
1930,Bank,"90 000,00","70 000,00"
2010,Eget kapital,"-90 000,00","-90 000,00"
""",
}


def read(text: str, **chosen: str) -> Figures:
    return read_figures(text.encode("cp1252"), name="export.csv", year=2022, **chosen)


def told(found: Figures) -> list[tuple[str, int, int]]:
    assert found.errors == ()
    return [(each.number, int(each.opening), int(each.closing)) for each in found.accounts]


@pytest.mark.parametrize("name", BALANCES)
def test_balances_with_titles_groups_and_sums(name):
    assert told(read(BALANCES[name])) == [
        ("1510", 10000, 15000), ("1930", 90000, 70000), ("2010", -80000, -80000), ("2440", -20000, -5000),
    ]  # fmt: skip


@pytest.mark.parametrize("name", VOUCHERS)
def test_lists_of_vouchers(name):
    found = read(VOUCHERS[name])
    assert (found.kind, told(found)) == ("vouchers", [("1930", 0, -20000), ("5010", 0, 20000)])


@pytest.mark.parametrize("name", BUDGETS)
def test_budgets_by_account(name):
    found = read(BUDGETS[name], kind="budget")
    assert found.errors == ()
    assert [(row.account, int(row.amount)) for row in found.rows if not row.is_sum] == [
        ("3510", -900000), ("5010", 240000),
    ]  # fmt: skip


@pytest.mark.parametrize("name", PARTS)
def test_a_list_that_lacks_accounts_is_read_and_said_to_be_a_part(name):
    found = read(PARTS[name])
    assert len(told(found)) == 2
    assert any("listan har inte alla konton" in each.what for each in found.warnings)
