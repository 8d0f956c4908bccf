"""The board's addresses, one module a stage of a meeting's life."""

from board.urls import agenda, notice, policies, protocol, session, wheel

urlpatterns = [
    *agenda.urlpatterns,
    *session.urlpatterns,
    *protocol.urlpatterns,
    *notice.urlpatterns,
    *wheel.urlpatterns,
    *policies.urlpatterns,
]
