"""What the database must not hold in clear is locked under a key outside it, and keys can be changed."""

import pytest

from finsam.access import vault


def test_what_is_locked_cannot_be_read_and_is_given_back_whole():
    locked = vault.lock("hemligt å 😀")
    assert vault.is_locked(locked)
    assert "hemligt" not in locked
    assert vault.unlock(locked) == "hemligt å 😀"


def test_a_file_is_locked_too():
    locked = vault.lock_bytes(bytes(range(256)))
    assert bytes(range(256)) not in locked
    assert vault.unlock_bytes(locked) == bytes(range(256))


def test_what_was_kept_before_there_were_locks_can_still_be_read():
    assert (vault.unlock("KVKFKRCPNZQUYMLX"), vault.unlock_bytes(b"0\x82")) == ("KVKFKRCPNZQUYMLX", b"0\x82")


def test_a_new_key_before_the_old_locks_and_the_old_still_unlocks(settings):
    settings.ENCRYPTION_KEYS = ["old"]
    old = vault.lock("a")
    settings.ENCRYPTION_KEYS = ["new", "old"]
    new = vault.lock("b")
    assert (vault.unlock(old), vault.unlock(new)) == ("a", "b")
    settings.ENCRYPTION_KEYS = ["new"]
    assert vault.unlock(new) == "b"
    with pytest.raises(vault.WrongKeyError):
        vault.unlock(old)
