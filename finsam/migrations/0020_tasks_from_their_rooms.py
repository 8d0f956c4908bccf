from django.db import migrations

MOVED = {
    "finsam.codes.carry": "finsam.access.codes.carry",
    "finsam.jobs.run": "finsam.work.jobs.run",
    "finsam.letters.deliver": "finsam.mail.letters.deliver",
}


def lead_to_their_rooms(apps, schema_editor):
    """Let what waited in the queue when the program was exchanged be found where it now stands."""
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(
        schema_editor.connection.alias
    )
    for old, new in MOVED.items():
        tasks.filter(task_path=old).update(task_path=new)


def lead_back(apps, schema_editor):
    tasks = apps.get_model("django_tasks_database", "DBTaskResult").objects.using(
        schema_editor.connection.alias
    )
    for old, new in MOVED.items():
        tasks.filter(task_path=new).update(task_path=old)


class Migration(migrations.Migration):
    dependencies = [
        ("finsam", "0019_titles_in_a_body"),
        ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ]

    operations = [migrations.RunPython(lead_to_their_rooms, lead_back)]
