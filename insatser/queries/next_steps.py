"""What happens next with an ansökan or a rekvisition, in a sentence to those who wait for someone else."""

from __future__ import annotations

from insatser.models import Application, PaymentRequest
from insatser.states import ApplicationState, PaymentState

_OF_APPLICATION = {
    ApplicationState.SUBMITTED: "Nu läser förbundet ansökan. Ni får ett mejl om något ska kompletteras, och när styrelsen har beslutat.",
    ApplicationState.PREPARING: "Nu bereder förbundet ansökan. Ni får ett mejl när styrelsen har beslutat.",
}
_OF_PAYMENT = {
    PaymentState.SUBMITTED: "Nu väntar rekvisitionen på attest. Insatsen får ett mejl när pengarna är betalda.",
    PaymentState.ATTESTED: "Nu väntar rekvisitionen på betalning. Insatsen får ett mejl när pengarna är betalda.",
}


def next_for_applicant(application: Application) -> str:
    """Say what those who applied wait for; "" where nothing is to come."""
    return _OF_APPLICATION.get(ApplicationState(application.state), "")


def next_for_payment(payment: PaymentRequest) -> str:
    """Say what a rekvisition waits for; "" where it waits for those who write it, or for nothing."""
    return _OF_PAYMENT.get(PaymentState(payment.state), "")
