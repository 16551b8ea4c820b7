"""The gateway: ``python -m bot``. Web chat always; Telegram when there is a token.

It answers from the knowledge base as soon as it runs; Rasa may come later, go, and come back.
"""

import asyncio
import contextlib
import gc
import signal
import sys
from collections.abc import Callable
from datetime import timedelta

import aiohttp
import structlog
import uvicorn
import uvloop
from starlette.applications import Starlette

from bot.breaker import Breaker
from bot.escalation_steps import EscalationSteps
from bot.file_keeping import FileKeeping
from bot.health import Health
from bot.inbox import Inbox
from bot.model_watch import ModelWatch
from bot.own_replies import OwnReplies
from bot.rasa_client import RasaClient, open_session
from bot.rasa_host import RasaHost
from bot.record_keeping import RecordKeeping
from bot.release_keeper import ReleaseKeeper
from bot.serving_address import ServingAddress
from bot.telegram.channel import Reception, Telegram
from bot.turn_services import TurnServices
from bot.wakeups import Wakeups
from bot.web.app import WebChat, WebSettings
from bot.web.limits import Rates, Tickets
from bot.web.topic_pages import TopicPages
from service.answering.answers import Answers
from service.assembly import (
    make_answers,
    make_door,
    make_means,
    make_menus,
    today_in_jakarta,
)
from service.audit.setup import record_start
from service.clock import utc_now
from service.content.sentences import OFFICERS, load_sentences
from service.errors import TanyaError
from service.escalations.reach import COMMUNICATION
from service.escalations.stepping import Means
from service.forum.links import keep_group
from service.hours.outlook import unsettled
from service.operations.health import Readiness
from service.operations.logs import configure_logging, log_crashes
from service.operations.metrics import CALENDAR_UNSETTLED, serve_metrics
from service.operations.switches import Switches
from service.releases.servers import Slots
from service.settings import Settings, load_settings
from service.storage.database import Database
from service.updates.sealing import Seal, make_seal
from serving.hosts import names_in
from serving.server import server_config

log = structlog.get_logger()


async def serve(settings: Settings, database: Database) -> None:
    """Serve both channels until SIGINT or SIGTERM.

    Raises:
        SettingsError: The Telegram token cannot be used.
    """
    async with contextlib.AsyncExitStack() as stack:
        session = await stack.enter_async_context(open_session())
        address = ServingAddress(database, settings.rasa_url)
        await address.look()  # before the first turn
        rasa = RasaClient(session, address.url, settings.rasa_timeout)
        tickets = Tickets(_rates(settings))
        seal = make_seal(settings.file_key, database, utc_now)
        services = make_services(settings, database, rasa, tickets, seal, address.url)
        wakeups = Wakeups()
        telegram = make_telegram(settings, services, seal) if settings.telegram_bot_token else None
        if telegram is not None:
            stack.push_async_callback(telegram.close)

        def on_reply(conversation_id: str) -> None:
            is_on_the_web = wakeups.wake(conversation_id)
            if telegram is not None and not is_on_the_web:
                telegram.outbox.wake()

        inbox = Inbox(services, on_reply, telegram.typing if telegram else None)
        reception = telegram.reception(inbox) if telegram else None
        chat = make_chat(settings, services, inbox, wakeups, tickets, seal)
        health = make_health(database, rasa, reception)
        pages = make_topic_pages(services, settings, chat)
        routes = [*health.routes(), *pages.routes(), *(reception.routes() if reception else ())]
        steps = make_steps(services)
        files = FileKeeping(database, services.answers.say, utc_now, settings.attachment_limit)
        served = _serve_web(chat.app(routes), settings)
        record = make_record_keeping(settings, database)
        model = ModelWatch(database, rasa.model, utc_now)
        jobs = [
            inbox.run(),
            chat.run(),
            steps.run(),
            files.run(),
            record.run(),
            model.run(),
            address.run(),
            make_release_keeper(settings, database, session).run(),
            served,
        ]
        if telegram is not None and reception is not None:
            jobs += [*telegram.jobs(), reception.run()]
        watch_calendar(services.answers)
        gc.freeze()  # what is made by now stays: looking through it again takes 0.1 s each time
        await _run_until_stopped(jobs)


def make_telegram(settings: Settings, services: TurnServices, seal: Seal) -> Telegram:
    """Put the Telegram channel together, with the officers' desk there.

    Raises:
        SettingsError: The token cannot be used.
    """
    means = make_means(settings, services.answers, services.switches)
    if settings.telegram_officers_chat is not None:
        with services.database.write() as session:
            keep_group(session, COMMUNICATION, settings.telegram_officers_chat, utc_now())
    return Telegram(settings, services, means, seal)


def make_services(
    settings: Settings,
    database: Database,
    rasa: RasaClient,
    tickets: Tickets,
    seal: Seal,
    place: Callable[[], str],
) -> TurnServices:
    """Put together what a turn stands on, on an open database; ``place`` tells where Rasa is."""
    answers = make_answers(settings, database)
    own_replies = OwnReplies(answers, make_menus(answers), utc_now)
    switches = Switches(database)
    door = make_door(settings)
    may_open = tickets.may_open
    breaker = Breaker(rasa, place=place)
    own = (breaker, switches, utc_now, door, may_open, seal)
    return TurnServices(database, answers, own_replies, *own)


def make_release_keeper(
    settings: Settings, database: Database, session: aiohttp.ClientSession
) -> ReleaseKeeper:
    """Put together what lets releases serve."""
    slots = Slots([settings.rasa_url, settings.rasa_standby_url])
    standby = timedelta(minutes=settings.standby_minutes)
    host = RasaHost(session, settings.rasa_host_url)
    return ReleaseKeeper(database, host, slots, utc_now, standby)


def make_record_keeping(settings: Settings, database: Database) -> RecordKeeping:
    """Put together what looks after the record of who did and saw what."""
    with_groups = settings.telegram_bot_token is not None
    words = load_sentences(settings.content_dir, OFFICERS) if with_groups else None
    return RecordKeeping(database, settings.audit_anchors, words, utc_now)


def make_steps(services: TurnServices) -> EscalationSteps:
    """Put together what time does to escalations."""
    answers = services.answers
    knowledge = answers.knowledge  # whose hours follow what was loaded last
    means = Means(
        answers.say,
        answers.unit_name,
        lambda *span: knowledge.desk_hours.working_minutes(*span),
        desk_hours=lambda: knowledge.desk_hours,
    )
    return EscalationSteps(services.database, means, utc_now, knowledge.look)


def make_chat(
    settings: Settings,
    services: TurnServices,
    inbox: Inbox,
    wakeups: Wakeups,
    tickets: Tickets,
    seal: Seal,
) -> WebChat:
    """Return the web chat as an operator set it."""
    key = settings.chat_key.get_secret_value() if settings.chat_key else None
    hosts, proxies = names_in(settings.public_hosts), names_in(settings.trusted_proxies)
    own = WebSettings(key, hosts, _rates(settings), bool(proxies))
    database, say = services.database, services.answers.say
    secure = settings.secure_cookies
    return WebChat(database, inbox, wakeups, utc_now, say, secure, own, tickets, seal)


def _rates(settings: Settings) -> Rates:
    return Rates(settings.chat_limits, settings.visitors_per_minute, settings.tickets_per_hour)


def make_topic_pages(services: TurnServices, settings: Settings, chat: WebChat) -> TopicPages:
    """Put together the articles as pages."""
    answers, switches, address = services.answers, services.switches, settings.public_url
    return TopicPages(answers, switches, today_in_jakarta, address, chat.asset)


def watch_calendar(answers: Answers) -> None:
    """Show what of the days ahead is not settled, by the calendar that was loaded last."""
    CALENDAR_UNSETTLED.set_function(
        lambda: len(unsettled(answers.knowledge.desk_hours.hours.table, today_in_jakarta()))
    )


def make_health(database: Database, rasa: RasaClient, reception: Reception | None) -> Health:
    """Put together what the gateway tells of itself."""
    readiness = Readiness(database, "gateway", utc_now, writes=True, answers=True)
    is_telegram_away = reception.is_away if reception else lambda: False
    return Health(readiness, rasa.is_away, is_telegram_away)


async def _serve_web(app: Starlette, settings: Settings) -> None:
    config = server_config(
        app,
        host=settings.listen_host,
        port=settings.chat_port,
        trusted_proxies=names_in(settings.trusted_proxies),
        limit_concurrency=settings.connection_limit,
        timeout_graceful_shutdown=2,
    )
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign,assignment]
    try:
        await server.serve()
    finally:
        server.should_exit = True


async def _run_until_stopped(jobs: list) -> None:  # type: ignore[type-arg]
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signum in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signum, stop.set)
    tasks = [asyncio.create_task(job) for job in jobs]
    waiter = asyncio.create_task(stop.wait())
    done, _ = await asyncio.wait([*tasks, waiter], return_when=asyncio.FIRST_COMPLETED)
    for task in [*tasks, waiter]:
        task.cancel()
    await asyncio.gather(*tasks, waiter, return_exceptions=True)
    for task in done - {waiter}:
        task.result()  # a job that ended by itself failed: say why


def main() -> int:
    """Run the gateway and return its exit status."""
    try:
        settings = load_settings()
        configure_logging(settings.log_level)
        log_crashes()
        database = Database.of(settings)
        serve_metrics(settings, "gateway", database, utc_now)
        record_start(database, "gateway", settings, utc_now())
        uvloop.run(serve(settings, database))
    except TanyaError as error:
        log.error("gateway_stopped", reason=str(error))  # noqa: TRY400 - expected, no trace needed
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
