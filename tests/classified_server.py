"""django-classified (PyPI) as it is published: filled with adverts, changed, or served; run by a Python of its own."""

import json
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings
from django.core.management import call_command
from django.urls import include, path

CONTEXT = ["request", "debug"]
urlpatterns: list[object] = []


def prepare(database: str) -> None:
    """The settings that its own documents ask for, and no more."""
    processors = [f"django.template.context_processors.{name}" for name in CONTEXT]
    processors += ["django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages"]
    apps = ["auth", "contenttypes", "sessions", "messages", "sites", "sitemaps", "humanize", "staticfiles"]
    settings.configure(
        SECRET_KEY="toets", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, USE_TZ=True, SITE_ID=1,
        STATIC_URL="/static/", MEDIA_ROOT=str(Path(database).parent), MEDIA_URL="/media/",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": database}},
        INSTALLED_APPS=[*(f"django.contrib.{app}" for app in apps), "sorl.thumbnail", "django_classified"],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.http.ConditionalGetMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[{
            "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
            "OPTIONS": {"context_processors": [*processors, "django_classified.context_processors.common_values"]},
        }],
        DCF_CURRENCY="EUR", DCF_SITE_NAME="Toetsmarkt",
    )  # fmt: skip
    django.setup()
    urlpatterns.append(path("", include("django_classified.urls")))


def change(what: dict[str, dict[str, dict[str, object]]]) -> None:
    """Add, edit, close and delete adverts, by title, as a person would in its admin."""
    from django.contrib.auth.models import User
    from django_classified.models import Area, Group, Item, Profile, Section

    user, _ = User.objects.get_or_create(username="adverteerder")
    Profile.get_or_create_for_user(user)
    for title, said in what.get("add", {}).items():
        section, _ = Section.objects.get_or_create(title=said["section"])
        group, _ = Group.objects.get_or_create(title=said["group"], section=section)
        area, _ = Area.objects.get_or_create(title=said["area"], defaults={"slug": str(said["area"]).lower()})
        words = {name: said[name] for name in ("description", "price")}
        Item.objects.create(user=user, group=group, area=area, title=title, is_active=said.get("active", True), **words)
    for title, said in what.get("edit", {}).items():
        item = Item.objects.get(title=title)
        for name, value in said.items():
            setattr(item, name, value)
        item.save()
    Item.objects.filter(title__in=what.get("delete", {})).delete()


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


class Threads(ThreadingMixIn, WSGIServer):
    daemon_threads = True


def main(does: str, database: str, *rest: str) -> None:
    prepare(database)
    if does == "change":
        call_command("migrate", verbosity=0)
        change(json.load(sys.stdin))
        return
    from django.core.wsgi import get_wsgi_application

    with make_server("127.0.0.1", 0, get_wsgi_application(), server_class=Threads, handler_class=Quiet) as server:
        print(server.server_port, flush=True)
        server.serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
