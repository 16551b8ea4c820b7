"""A release's report as a page that needs nothing beside it: the desk's template and style."""

from desk.context import make_templates
from desk.release_views import report_view
from service.paths import ROOT
from service.releases.views import Release

STYLES = ("desk.css", "releases.css")


def as_page(release: Release) -> str:
    """Return the page, with its style inside."""
    static = ROOT / "desk" / "static"
    style = "\n".join((static / name).read_text(encoding="utf-8") for name in STYLES)
    template = make_templates().get_template("release_report_page.html")
    return template.render(release=release, report=report_view(release), style=style)
