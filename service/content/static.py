"""The parts of the content that change with a deployment, read from the folder by each process."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.content.contacts import read_contacts
from service.content.desk_hours import read_desk_hours
from service.content.entries import Problems
from service.content.folder import read_categories, read_referrals, read_units
from service.content.follow_up_table import FollowUpTable
from service.content.follow_ups import read_follow_ups
from service.content.gazetteer import Gazetteer, read_gazetteer
from service.content.model import Category, Referral, Unit
from service.content.sources import read_sources
from service.errors import ContentInvalid
from service.hours.desk_hours import DeskHours


@dataclass(frozen=True)
class StaticContent:
    """Units, menu groups, referrals, follow-up questions, names of places, and hours."""

    units: Mapping[str, Unit]
    categories: tuple[Category, ...]
    referrals: tuple[Referral, ...]
    follow_ups: FollowUpTable
    gazetteer: Gazetteer
    desk_hours: DeskHours


def read_static(folder: Path) -> StaticContent:
    """Read them.

    Raises:
        ContentInvalid: A file is missing or broken.
    """
    problems = Problems()
    contacts = read_contacts(folder, read_sources(folder, problems), problems)
    static = StaticContent(
        units={unit.id: unit for unit in read_units(folder, problems)},
        categories=read_categories(folder, problems),
        referrals=read_referrals(folder, contacts, problems),
        follow_ups=read_follow_ups(folder, problems),
        gazetteer=read_gazetteer(folder, problems),
        desk_hours=read_desk_hours(folder),
    )
    if problems.lines:
        raise ContentInvalid(problems.lines)
    return static
