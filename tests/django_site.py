"""A classifieds site on software that nobody here wrote: `django-classified` (PyPI), with synthetic adverts.

Run by the Python of a virtual environment of its own: `python tests/django_site.py FOLDER`. It says its port on the first
line; a JSON line on standard input changes adverts: {"edit": [1], "remove": [2], "add": 3}.
"""

import json
import sys
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import django
from django.conf import settings

FOLDER = Path(sys.argv[1])
urlpatterns: list[object] = []  # filled once Django is set up
WORDS = "Een nette fiets met nieuwe banden.\n\nBel 06 1111 1101 & kom kijken: \"echt\" 'waar' <niet vies>. Nummer {at}."


def configure() -> None:
    """As little of Django as the application asks for."""
    settings.configure(
        SECRET_KEY="synthetisch",
        ALLOWED_HOSTS=["127.0.0.1"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "site.db"}},
        INSTALLED_APPS=[
            "django.contrib.admin", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.humanize",
            "django.contrib.messages", "django.contrib.sessions", "django.contrib.sites", "django.contrib.sitemaps",
            "django.contrib.staticfiles", "sorl.thumbnail", "django_classified",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.http.ConditionalGetMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware", "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request", "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                        "django_classified.context_processors.common_values",
                    ]
                },
            }
        ],
        ROOT_URLCONF="__main__",
        STATIC_URL="/static/",
        SITE_ID=1,
        DCF_CURRENCY="EUR",
        DCF_ITEM_PER_USER_LIMIT=1000,
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        USE_TZ=True,
    )  # fmt: skip
    django.setup()
    from django.contrib import admin
    from django.urls import include, path

    urlpatterns.extend([path("admin/", admin.site.urls), path("", include("django_classified.urls"))])


def seed(count: int) -> None:
    """So many adverts, in three groups of two sections."""
    from django.contrib.auth.models import User
    from django_classified.models import Area, Group, Item, Profile, Section

    user, _ = User.objects.get_or_create(username="lid1")
    Profile.get_or_create_for_user(user)
    area, _ = Area.objects.get_or_create(slug="ede", title="Ede")
    groups = []
    for section, title in (("Huis", "Meubels"), ("Huis", "Fietsen"), ("Werk", "Vacatures")):
        parent, _ = Section.objects.get_or_create(title=section)
        groups.append(Group.objects.get_or_create(title=title, section=parent)[0])
    first = max((item.pk for item in Item.objects.all()), default=0)
    for at in range(first, first + count):
        Item.objects.create(
            user=user,
            group=groups[at % 3],
            area=area,
            title=f"Fiets nummer {at}",
            description=WORDS.format(at=at),
            price=at + 1,
        )


def change(said: dict[str, object]) -> None:
    """Edit, remove, add."""
    from django_classified.models import Item

    for number in said.get("edit", []):
        item = Item.objects.get(title=f"Fiets nummer {number}")
        item.description += " Prijs verlaagd."
        item.save()
    for number in said.get("remove", []):
        Item.objects.filter(title=f"Fiets nummer {number}").delete()
    seed(said.get("add", 0))


class Quiet(WSGIRequestHandler):
    """No access log."""

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    configure()
    from django.core.management import call_command
    from django.core.wsgi import get_wsgi_application

    call_command("migrate", verbosity=0)
    seed(60)
    server = make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=Quiet)
    from django.contrib.sites.models import Site

    Site.objects.update(domain=f"127.0.0.1:{server.server_port}")  # its sitemap names it
    Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_port, flush=True)
    for line in sys.stdin:
        change(json.loads(line))
        print("done", flush=True)


if __name__ == "__main__":
    main()
