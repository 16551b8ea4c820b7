"""The routes of supervisors and keepers: load, duty, hours, groups, figures, and how it stands."""

from starlette.routing import BaseRoute, Route

from desk.addresses import register_numbers
from desk.auth import for_officers
from desk.duty_page import (
    hand_on_held,
    note_duty,
    note_leave,
    note_return,
    show_duty,
    show_officer_duty,
)
from desk.figures_page import download_sheet, download_workbook, show_figures
from desk.groups_page import make_code, show_groups, unlink
from desk.hours_page import decide_entry, export_hours, look_at_entry, show_entry, show_hours
from desk.learning_page import download_learning, show_learning
from desk.load_page import hand_on_chosen, show_load
from desk.overview_page import show_overview
from desk.sample_page import download_samples, draw_last_week, judge, show_next, show_samples
from service.officers.roles import Permission as May

register_numbers()
POST = ["POST"]

SUPERVISING_ROUTES: list[BaseRoute] = [
    Route("/load", for_officers(show_load, May.SUPERVISE)),
    Route("/load/hand-on", for_officers(hand_on_chosen, May.SUPERVISE), methods=POST),
    Route("/duty", for_officers(show_duty, May.SUPERVISE)),
    Route("/duty/{number:row}", for_officers(show_officer_duty, May.SUPERVISE)),
    Route("/duty/{number:row}/away", for_officers(note_leave, May.SUPERVISE), methods=POST),
    Route("/duty/{number:row}/back", for_officers(note_return, May.SUPERVISE), methods=POST),
    Route("/duty/{number:row}/until", for_officers(note_duty, May.SUPERVISE), methods=POST),
    Route("/duty/{number:row}/hand-on", for_officers(hand_on_held, May.SUPERVISE), methods=POST),
    Route("/hours", for_officers(show_hours, May.SUPERVISE)),
    Route("/hours/entry", for_officers(show_entry, May.SUPERVISE)),
    Route("/hours/ahead", for_officers(look_at_entry, May.SUPERVISE), methods=POST),
    Route("/hours/decide", for_officers(decide_entry, May.SUPERVISE), methods=POST),
    Route("/hours/hours.yml", for_officers(export_hours, May.SUPERVISE)),
    Route("/groups", for_officers(show_groups, May.SUPERVISE)),
    Route("/groups/{unit}/code", for_officers(make_code, May.SUPERVISE), methods=POST),
    Route("/groups/{unit}/unlink", for_officers(unlink, May.SUPERVISE), methods=POST),
    Route("/overview", for_officers(show_overview, May.OVERVIEW)),
    Route("/figures", for_officers(show_figures, May.FIGURES)),
    Route("/figures.xlsx", for_officers(download_workbook, May.FIGURES)),
    Route("/figures/{sheet}.csv", for_officers(download_sheet, May.FIGURES)),
    Route("/learning", for_officers(show_learning, May.FIGURES)),
    Route("/learning/{sheet}.csv", for_officers(download_learning, May.FIGURES)),
    Route("/sample", for_officers(show_samples, May.FIGURES)),
    Route("/sample.csv", for_officers(download_samples, May.FIGURES)),
    Route("/sample/draw", for_officers(draw_last_week, May.TEACH), methods=POST),
    Route("/sample/{number:row}", for_officers(show_next, May.TEACH)),
    Route("/sample/{number:row}/judge", for_officers(judge, May.TEACH), methods=POST),
]
