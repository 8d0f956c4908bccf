"""Addresses of insatser and their reports."""

from django.urls import URLPattern, path

from insatser.views import (
    agreement_lists,
    agreement_signing,
    agreements,
    answers,
    application_writing,
    applications,
    apply_public,
    cards,
    co_applicants,
    comparing,
    count_lists,
    count_paste,
    counting,
    criteria,
    decision_letters,
    dialogues,
    event_public,
    events,
    grants,
    lists,
    national,
    opinions,
    participants,
    payment_acts,
    payment_writing,
    payments,
    preparing,
    questions,
    register,
    registrations,
    reports,
    rounds,
    sharing,
    writing,
)

_COUNTING = "<slug:slug>/insatser/<key:pk>/deltagare/<key:counting_pk>/"
_REPORT = "<slug:slug>/insatser/rapporter/<key:pk>/"
_PAYMENT = "<slug:slug>/insatser/rekvisitioner/<key:pk>/"
_APPLICATION = "<slug:slug>/insatser/ansokningar/<key:pk>/"
_EVENT = "<slug:slug>/insatser/arrangemang/<key:pk>/"

urlpatterns: list[URLPattern] = [
    # The register
    path("<slug:slug>/insatser/", register.insats_list, name="insats_list"),
    path("<slug:slug>/insatser/excel/", register.insats_list_excel, name="insats_list_excel"),
    path("<slug:slug>/insatser/ny/", register.insats_add, name="insats_add"),
    path("<slug:slug>/insatser/<key:pk>/", register.insats_detail, name="insats_detail"),
    path("<slug:slug>/insatser/<key:pk>/andra/", register.insats_edit, name="insats_edit"),
    path("<slug:slug>/insatser/<key:pk>/dialog/", dialogues.dialogue_add, name="dialogue_add"),
    path("<slug:slug>/insatser/dialoger/<key:pk>/", dialogues.dialogue_note, name="dialogue_note"),
    # Insatser that several förbund share: at the owner's address, and at the other's
    path("<slug:slug>/insatser/<key:pk>/delningar/", sharing.share_list, name="share_list"),
    path("<slug:slug>/insatser/<key:pk>/dela/", sharing.share_offer, name="share_offer"),
    path("<slug:slug>/insatser/delningar/<key:pk>/avsluta/", sharing.share_end, name="share_end"),
    path(
        "<slug:slug>/insatser/delningar/<key:pk>/ta-tillbaka/", sharing.share_withdraw, name="share_withdraw"
    ),
    path("<slug:slug>/delade-insatser/<key:pk>/", sharing.share_detail, name="share_detail"),
    path("<slug:slug>/delade-insatser/<key:pk>/svara/", sharing.share_answer, name="share_answer"),
    path("<slug:slug>/insatser/<key:pk>/kort/", cards.insats_card, name="insats_card"),
    path("<slug:slug>/insatser/<key:pk>/medel/", grants.grant_add, name="grant_add"),
    path("<slug:slug>/insatser/medel/<key:pk>/beslut/", grants.grant_tie, name="grant_tie"),
    path("<slug:slug>/insatser/medel/<key:pk>/ta-tillbaka/", grants.grant_take_back, name="grant_take_back"),
    path("<slug:slug>/insatser/<key:pk>/kontakt/", register.contact_add, name="contact_add"),
    # How many take part
    path("<slug:slug>/insatser/<key:pk>/deltagare/", counting.participants_edit, name="participants_edit"),
    path("<slug:slug>/insatser/deltagare/", participants.participant_list, name="participant_list"),
    path(
        "<slug:slug>/insatser/deltagare/excel/",
        participants.participant_list_excel,
        name="participant_list_excel",
    ),
    path(
        "<slug:slug>/insatser/deltagare/paminn/", participants.participants_remind, name="participants_remind"
    ),
    path("<slug:slug>/insatser/uppfoljning-finsam/", national.national_sheet, name="national_sheet"),
    path(
        "<slug:slug>/insatser/uppfoljning-finsam/excel/",
        national.national_sheet_excel,
        name="national_sheet_excel",
    ),
    path("<slug:slug>/insatser/listor/", count_lists.count_list_list, name="count_list_list"),
    path("<slug:slug>/insatser/listor/ny/", count_lists.count_list_add, name="count_list_add"),
    path("<slug:slug>/insatser/listor/<key:pk>/", count_lists.count_list_edit, name="count_list_edit"),
    path("<slug:slug>/insatser/<key:pk>/vad-som-raknas/", count_lists.counting_plan, name="counting_plan"),
    path(_COUNTING, counting.counting, name="counting"),
    path(f"{_COUNTING}valj/<key:saving_pk>/", counting.counting_conflict, name="counting_conflict"),
    path(f"{_COUNTING}klistra/", count_paste.counting_paste, name="counting_paste"),
    path(f"{_COUNTING}anteckning/", counting.counting_note, name="counting_note"),
    path(f"{_COUNTING}lamna/", counting.counting_hand_in, name="counting_hand_in"),
    path(f"{_COUNTING}stang/", counting.counting_close, name="counting_close"),
    path(f"{_COUNTING}oppna/", counting.counting_reopen, name="counting_reopen"),
    path("<slug:slug>/mina-insatser/", register.my_insatser, name="my_insatser"),
    # The year's reports
    path("<slug:slug>/insatser/rapporter/", lists.report_list_insats, name="report_list_insats"),
    path(
        "<slug:slug>/insatser/rapporter/excel/",
        lists.report_list_insats_excel,
        name="report_list_insats_excel",
    ),
    path("<slug:slug>/insatser/rapporter/fragor/", questions.report_questions, name="report_questions"),
    path("<slug:slug>/insatser/rapporter/oppna/", lists.reports_open, name="reports_open"),
    path("<slug:slug>/insatser/rapporter/paminn/", lists.reports_remind, name="reports_remind"),
    # One report
    path(_REPORT, reports.insats_report, name="insats_report"),
    path(f"{_REPORT}avsnitt/<key:number>/", writing.insats_report_section, name="insats_report_section"),
    path(f"{_REPORT}svar/<key:answer_pk>/", answers.insats_answer_history, name="insats_answer_history"),
    path(f"{_REPORT}valj/<key:saving_pk>/", writing.insats_report_conflict, name="insats_report_conflict"),
    path(f"{_REPORT}lamna/", reports.insats_report_submit, name="insats_report_submit"),
    path(f"{_REPORT}skicka-tillbaka/", reports.insats_report_return, name="insats_report_return"),
    path(f"{_REPORT}godkann/", reports.insats_report_approve, name="insats_report_approve"),
    path(f"{_REPORT}sista-dag/", reports.insats_report_due, name="insats_report_due"),
    path(f"{_REPORT}versioner/", reports.insats_report_versions, name="insats_report_versions"),
    path(f"{_REPORT}utkast/", reports.insats_report_proof, name="insats_report_proof"),
    path(f"{_REPORT}fil/<key:number>/", reports.insats_report_file, name="insats_report_file"),
    # Rekvisitioner, and what goes back
    path("<slug:slug>/insatser/rekvisitioner/", payments.payment_list, name="payment_list"),
    path("<slug:slug>/insatser/rekvisitioner/excel/", payments.payment_list_excel, name="payment_list_excel"),
    path("<slug:slug>/insatser/rekvisitioner/attest/", payment_acts.payment_rules, name="payment_rules"),
    path("<slug:slug>/insatser/<key:pk>/rekvirera/", payment_writing.payment_begin, name="payment_begin"),
    path(
        "<slug:slug>/insatser/<key:pk>/aterlamna/<key:year>/",
        payment_acts.grant_give_back,
        name="grant_give_back",
    ),
    path(
        "<slug:slug>/insatser/aterlamnat/<key:pk>/angra/",
        payment_acts.grant_give_back_undo,
        name="grant_give_back_undo",
    ),
    path(_PAYMENT, payments.payment, name="payment"),
    path(f"{_PAYMENT}skriv/", payment_writing.payment_write, name="payment_write"),
    path(f"{_PAYMENT}valj/<key:saving_pk>/", payment_writing.payment_conflict, name="payment_conflict"),
    path(f"{_PAYMENT}underlag/", payment_writing.payment_file_add, name="payment_file_add"),
    path(
        f"{_PAYMENT}underlag/<key:file_pk>/ta-bort/",
        payment_writing.payment_file_remove,
        name="payment_file_remove",
    ),
    path(f"{_PAYMENT}underlag/<key:file_pk>/", payments.payment_enclosure, name="payment_enclosure"),
    path(f"{_PAYMENT}lamna/", payments.payment_submit, name="payment_submit"),
    path(f"{_PAYMENT}skicka-tillbaka/", payment_acts.payment_return, name="payment_return"),
    path(f"{_PAYMENT}attestera/", payment_acts.payment_attest, name="payment_attest"),
    path(
        f"{_PAYMENT}attesterad-utanfor/",
        payment_acts.payment_attest_outside,
        name="payment_attest_outside",
    ),
    path(f"{_PAYMENT}betald/", payment_acts.payment_pay, name="payment_pay"),
    path(f"{_PAYMENT}kreditera/", payment_acts.payment_credit, name="payment_credit"),
    path(f"{_PAYMENT}fil/<key:number>/", payments.payment_file, name="payment_file"),
    # Arrangemang
    path("<slug:slug>/insatser/arrangemang/", events.event_list, name="event_list"),
    path("<slug:slug>/insatser/arrangemang/excel/", events.event_list_excel, name="event_list_excel"),
    path("<slug:slug>/insatser/arrangemang/nytt/", events.event_add, name="event_add"),
    path(_EVENT, events.event, name="event"),
    path(f"{_EVENT}andra/", events.event_edit, name="event_edit"),
    path(f"{_EVENT}stall-in/", events.event_cancel, name="event_cancel"),
    path(f"{_EVENT}hur-det-gick/", events.event_tell, name="event_tell"),
    path(f"{_EVENT}anmalan/", registrations.event_invite, name="event_invite"),
    path(f"{_EVENT}anmalan/stang/", registrations.event_invite_close, name="event_invite_close"),
    path(f"{_EVENT}anmalda/", registrations.event_registrations, name="event_registrations"),
    path(
        f"{_EVENT}anmalda/excel/",
        registrations.event_registrations_excel,
        name="event_registrations_excel",
    ),
    path(
        f"{_EVENT}anmalda/<key:registration_pk>/ta-bort/",
        registrations.event_registration_remove,
        name="event_registration_remove",
    ),
    path("<slug:slug>/inbjudan/<key:pk>/", event_public.event_invitation, name="event_invitation"),
    path("<slug:slug>/inbjudan/avanmal/<str:token>/", event_public.event_withdraw, name="event_withdraw"),
    # Applications
    path("<slug:slug>/sok-medel/", apply_public.apply_start, name="apply_start"),
    path(
        "<slug:slug>/sok-medel/medsokande/<str:token>/",
        co_applicants.co_applicant_confirm,
        name="co_applicant_confirm",
    ),
    path("<slug:slug>/sok-medel/<str:secret>/", apply_public.apply_link, name="apply_link"),
    path("<slug:slug>/insatser/ansokningar/", applications.application_list, name="application_list"),
    path(
        "<slug:slug>/insatser/ansokningar/excel/",
        applications.application_list_excel,
        name="application_list_excel",
    ),
    path("<slug:slug>/insatser/ansokningar/ny/", applications.application_begin, name="application_begin"),
    path("<slug:slug>/insatser/ansokningar/perioder/", rounds.round_list, name="round_list"),
    path("<slug:slug>/insatser/ansokningar/perioder/ny/", rounds.round_add, name="round_add"),
    path("<slug:slug>/insatser/ansokningar/perioder/<key:pk>/", rounds.round_edit, name="round_edit"),
    path("<slug:slug>/insatser/ansokningar/kriterier/", criteria.criterion_list, name="criterion_list"),
    path("<slug:slug>/insatser/ansokningar/kriterier/nytt/", criteria.criterion_add, name="criterion_add"),
    path(
        "<slug:slug>/insatser/ansokningar/kriterier/<key:pk>/", criteria.criterion_edit, name="criterion_edit"
    ),
    path(
        "<slug:slug>/insatser/ansokningar/jamfor/", comparing.application_compare, name="application_compare"
    ),
    path(
        "<slug:slug>/insatser/ansokningar/jamfor/excel/",
        comparing.application_compare_excel,
        name="application_compare_excel",
    ),
    path(_APPLICATION, applications.application, name="application"),
    path(
        f"{_APPLICATION}avsnitt/<key:number>/",
        application_writing.application_section,
        name="application_section",
    ),
    path(
        f"{_APPLICATION}valj/<key:saving_pk>/",
        application_writing.application_conflict,
        name="application_conflict",
    ),
    path(f"{_APPLICATION}bilagor/", application_writing.application_file_add, name="application_file_add"),
    path(
        f"{_APPLICATION}bilagor/<key:file_pk>/ta-bort/",
        application_writing.application_file_remove,
        name="application_file_remove",
    ),
    path(
        f"{_APPLICATION}bilagor/<key:file_pk>/",
        applications.application_enclosure,
        name="application_enclosure",
    ),
    path(f"{_APPLICATION}medsokande/", co_applicants.co_applicants_ask, name="co_applicants_ask"),
    path(f"{_APPLICATION}lamna/", applications.application_submit, name="application_submit"),
    path(f"{_APPLICATION}aterkalla/", applications.application_withdraw, name="application_withdraw"),
    path(f"{_APPLICATION}bered/", applications.application_take_up, name="application_take_up"),
    path(f"{_APPLICATION}komplettera/", applications.application_complete, name="application_complete"),
    path(f"{_APPLICATION}foresla/", applications.application_propose, name="application_propose"),
    path(f"{_APPLICATION}fil/<key:number>/", applications.application_file, name="application_file"),
    # Preparing an application
    path(f"{_APPLICATION}beredning/", preparing.application_prepare, name="application_prepare"),
    path(f"{_APPLICATION}beredning/forslag/", preparing.application_suggest, name="application_suggest"),
    path(
        f"{_APPLICATION}beredning/valj/<key:saving_pk>/",
        preparing.preparation_conflict,
        name="preparation_conflict",
    ),
    path(f"{_APPLICATION}yttranden/be-om/", preparing.opinions_ask, name="opinions_ask"),
    path(f"{_APPLICATION}yttranden/mitt/", opinions.opinion_write, name="opinion_write"),
    path(f"{_APPLICATION}yttranden/gruppens/", opinions.opinion_group, name="opinion_group"),
    path(
        f"{_APPLICATION}yttranden/valj/<key:saving_pk>/", opinions.opinion_conflict, name="opinion_conflict"
    ),
    path(
        "<slug:slug>/paragrafer/<key:pk>/beslutsmeddelande/",
        decision_letters.decision_letter,
        name="decision_letter",
    ),
    path(
        "<slug:slug>/beslutsmeddelanden/<key:pk>/pdf/",
        decision_letters.decision_letter_file,
        name="decision_letter_file",
    ),
    path(
        "<slug:slug>/insatser/<key:pk>/overenskommelse/", agreements.agreement_begin, name="agreement_begin"
    ),
    path("<slug:slug>/insatser/<key:pk>/andring/", applications.change_begin, name="change_begin"),
    path("<slug:slug>/overenskommelser/", agreement_lists.agreement_list, name="agreement_list"),
    path(
        "<slug:slug>/overenskommelser/excel/",
        agreement_lists.agreement_list_excel,
        name="agreement_list_excel",
    ),
    path("<slug:slug>/overenskommelser/<key:pk>/", agreements.agreement, name="agreement"),
    path("<slug:slug>/overenskommelser/<key:pk>/pdf/", agreements.agreement_file, name="agreement_file"),
    path("<slug:slug>/overenskommelser/<key:pk>/skriv/", agreements.agreement_edit, name="agreement_edit"),
    path("<slug:slug>/overenskommelser/<key:pk>/skicka/", agreements.agreement_send, name="agreement_send"),
    path(
        "<slug:slug>/overenskommelser/<key:pk>/ta-tillbaka/",
        agreements.agreement_take_back,
        name="agreement_take_back",
    ),
    path(
        "<slug:slug>/overenskommelser/<key:pk>/ta-in/", agreements.agreement_take_in, name="agreement_take_in"
    ),
    path("<slug:slug>/overenskommelser/<key:pk>/avsluta/", agreements.agreement_end, name="agreement_end"),
    path("<slug:slug>/overenskommelser/<key:pk>/ta-bort/", agreements.agreement_drop, name="agreement_drop"),
    path(
        "<slug:slug>/underskrift/overenskommelse/<key:pk>/",
        agreement_signing.agreement_sign,
        name="agreement_sign",
    ),
    path(
        "<slug:slug>/underskrift/overenskommelse/<key:pk>/kod/",
        agreement_signing.agreement_sign_code,
        name="agreement_sign_code",
    ),
    path(
        "<slug:slug>/underskrift/overenskommelse/<key:pk>/skicka-tillbaka/",
        agreement_signing.agreement_send_back,
        name="agreement_send_back",
    ),
    path(
        "<slug:slug>/underskrift/overenskommelse/<key:pk>/pdf/",
        agreement_signing.agreement_sign_file,
        name="agreement_sign_file",
    ),
    path("<slug:slug>/insatser/ord/", decision_letters.own_words, name="own_words"),
]
