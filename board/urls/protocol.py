"""Addresses of protocols and their signing."""

from django.urls import path

from board.views import extracts, protocols, publishing, signing, verify, word

urlpatterns = [
    path("verifiera/", verify.verify, name="verify"),
    path("<slug:slug>/sammantraden/<key:pk>/skicka/", protocols.protocol_send, name="protocol_send"),
    path("<slug:slug>/protokoll/<key:pk>/", protocols.protocol_detail, name="protocol_detail"),
    path("<slug:slug>/protokoll/<key:pk>/skicka/", protocols.protocol_send_own, name="protocol_send_own"),
    path("<slug:slug>/protokoll/<key:pk>/korrektur/", protocols.protocol_proof, name="protocol_proof"),
    path(
        "<slug:slug>/protokoll/<key:pk>/ta-tillbaka/", protocols.protocol_take_back, name="protocol_take_back"
    ),
    path("<slug:slug>/protokoll/<key:pk>/word/", word.protocol_word, name="protocol_word"),
    path("<slug:slug>/protokoll/<key:pk>/offentligt/", publishing.protocol_publish, name="protocol_publish"),
    path("<slug:slug>/protokoll/<key:pk>/paminn/", protocols.protocol_remind, name="protocol_remind"),
    path("<slug:slug>/protokoll/<key:pk>/ta-in/", protocols.protocol_take_in, name="protocol_take_in"),
    path("<slug:slug>/protokoll/<key:pk>/ta-bort/", protocols.protocol_drop, name="protocol_drop"),
    path("<slug:slug>/protokoll/<key:pk>/ratta/", protocols.protocol_correct, name="protocol_correct"),
    path("<slug:slug>/protokoll/<key:pk>/pdf/", protocols.protocol_file, name="protocol_file"),
    path("<slug:slug>/protokoll/<key:pk>/signera/", signing.protocol_sign, name="protocol_sign"),
    path(
        "<slug:slug>/protokoll/<key:pk>/signera/kod/", signing.protocol_sign_code, name="protocol_sign_code"
    ),
    path("<slug:slug>/protokoll/<key:pk>/skicka-tillbaka/", signing.protocol_return, name="protocol_return"),
    path(
        "<slug:slug>/paragrafer/<key:pk>/omedelbar/", protocols.protocol_immediate, name="protocol_immediate"
    ),
    path("<slug:slug>/paragrafer/<key:pk>/utdrag/", extracts.extract_file, name="extract_file"),
    path("<slug:slug>/paragrafer/<key:pk>/utdrag/word/", word.extract_word, name="extract_word"),
    path("<slug:slug>/paragrafer/<key:pk>/utdrag/kod/", extracts.extract_code, name="extract_code"),
]
