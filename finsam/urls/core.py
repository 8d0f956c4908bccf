"""Addresses of the core: the association, its people and what is done in the worker."""

from django.urls import URLPattern, path

from finsam.views import (
    appointments,
    association,
    demo,
    feed,
    figures,
    health,
    jobs,
    letters,
    log,
    logins,
    people,
    start,
)

urlpatterns: list[URLPattern] = [
    path("", start.start, name="start"),
    path("inloggningar/", logins.login_list, name="login_list"),
    path("kalender/<str:secret>.ics", feed.calendar_file, name="calendar_file"),
    path("<slug:slug>/kalender/", feed.calendar_own, name="calendar_own"),
    path("halsa/", health.health_report, name="health"),
    path("demo/logga-in/", demo.demo_login, name="demo_login"),
    path("demo/post/", demo.demo_mail, name="demo_mail"),
    path("demo/post/<slug:key>/", demo.demo_letter, name="demo_letter"),
    path("demo/post/<slug:key>/<key:number>/", demo.demo_enclosure, name="demo_enclosure"),
    # The association
    path("<slug:slug>/forbundet/", association.association_detail, name="association_detail"),
    path("<slug:slug>/forbundet/andra/", association.association_edit, name="association_edit"),
    path("<slug:slug>/forbundet/handelser/", log.audit_list, name="audit_list"),
    path("<slug:slug>/forbundet/mejl/", letters.letter_list, name="letter_list"),
    path("<slug:slug>/forbundet/mejl/<key:pk>/", letters.letter_send, name="letter_send"),
    path("<slug:slug>/forbundet/mejl/<key:pk>/lat-vara/", letters.letter_drop, name="letter_drop"),
    # Members
    path("<slug:slug>/forbundet/medlemmar/", association.member_list, name="member_list"),
    path("<slug:slug>/forbundet/medlemmar/ny/", association.member_add, name="member_add"),
    path("<slug:slug>/forbundet/medlemmar/<key:pk>/", association.member_edit, name="member_edit"),
    path("<slug:slug>/forbundet/medlemmar/<key:pk>/avsluta/", association.member_end, name="member_end"),
    # Bodies and who sits in them
    path("<slug:slug>/forbundet/organ/", association.body_list, name="body_list"),
    path("<slug:slug>/forbundet/organ/nytt/", association.body_add, name="body_add"),
    path("<slug:slug>/forbundet/organ/<key:pk>/", association.body_detail, name="body_detail"),
    path("<slug:slug>/forbundet/organ/<key:pk>/andra/", association.body_edit, name="body_edit"),
    path("<slug:slug>/forbundet/roller/ny/", appointments.appointment_add, name="appointment_add"),
    path("<slug:slug>/forbundet/roller/<key:pk>/", appointments.appointment_edit, name="appointment_edit"),
    path(
        "<slug:slug>/forbundet/roller/<key:pk>/avsluta/", appointments.appointment_end, name="appointment_end"
    ),
    path("<slug:slug>/forbundet/mandatskifte/", appointments.mandate_change, name="mandate_change"),
    # People
    path("<slug:slug>/forbundet/personer/", people.people_list, name="people_list"),
    path("<slug:slug>/forbundet/personer/ny/", people.person_add, name="person_add"),
    path("<slug:slug>/forbundet/personer/<key:pk>/", people.person_detail, name="person_detail"),
    path("<slug:slug>/forbundet/personer/<key:pk>/andra/", people.person_edit, name="person_edit"),
    path("<slug:slug>/forbundet/personer/<key:pk>/slutar/", people.person_remove, name="person_remove"),
    path("<slug:slug>/forbundet/personer/<key:pk>/tillbaka/", people.person_return, name="person_return"),
    # While one writes
    path("<slug:slug>/uppgifter/<year:year>/", figures.figures, name="figures"),
    # Work in the worker
    path("<slug:slug>/jobb/<key:pk>/", jobs.job_detail, name="job_detail"),
    path("<slug:slug>/jobb/<key:pk>/fil/", jobs.job_file, name="job_file"),
    path("<slug:slug>/jobb/<key:pk>/om/", jobs.job_again, name="job_again"),
    path("<slug:slug>/jobb/<key:pk>/lat-vara/", jobs.job_drop, name="job_drop"),
]
