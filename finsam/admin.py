"""The admin is for accounts alone: everything else goes through actions and the log."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpRequest

from finsam.models import User

admin.site.unregister(Group)
admin.site.login = secure_admin_login(admin.site.login)  # the same code and second factor as everywhere
admin.site.site_header = admin.site.site_title = "Konton i finsam"
admin.site.index_title = "Konton"


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    """Shut an account, or let it administer accounts; kansliet makes them by giving people roles."""

    list_display = ("email", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff")
    search_fields = ("email",)
    fields = ("email", "is_active", "is_staff", "is_superuser", "last_login")
    readonly_fields = ("last_login",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Accounts come from people."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is shut, for what it has signed must still be someone's."""
        return False
