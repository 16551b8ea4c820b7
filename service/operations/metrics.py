"""The metrics, all of them, for Prometheus; docs/operations.md says what each is for.

Counters and histograms are this process's own and begin at 0 with it. What waits is read from the
database when somebody looks, at most every ``FRESH`` seconds. Labels take few values and never
anything of a citizen.
"""

import threading
import time
from collections.abc import Iterator

import structlog
from prometheus_client import (
    REGISTRY,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    start_http_server,
)
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from service.clock import Clock
from service.errors import DatabaseUnavailable
from service.officers.refusals import Refused
from service.operations.backlog import Backlog, read_backlog
from service.settings import Settings
from service.storage.database import Database

FRESH = 5.0  # seconds a look at the database serves
PORT_AFTER = {"gateway": 0, "desk": 1, "actions": 2}  # METRICS_PORT and the ports behind it
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
LONG = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)

TURNS = Counter("tanya_turns", "Messages answered", ["outcome", "answered_by"])
DISTRESS = Counter(
    "tanya_distress", "Messages of people in distress, told who helps", ["kind"]
)  # a kind of service.door.distress
FEEDBACK = Counter(
    "tanya_feedback", "Answers that citizens called helpful or not", ["said"]
)  # helpful or unhelpful; who changes their mind counts once more
TURN_FAILURES = Counter(
    "tanya_turn_failures", "Messages that could not be worked off", ["then"]
)  # retried, or dead: set aside, the citizen told
STAGE_SECONDS = Histogram(
    "tanya_stage_seconds", "Where a message's time goes", ["stage"], buckets=QUICK
)  # assistant, store; turn is both of them
WAIT_SECONDS = Histogram(
    "tanya_wait_seconds", "From a message's arrival to its first try", buckets=LONG
)
ASSISTANT_FAILURES = Counter(
    "tanya_assistant_failures", "Messages that Rasa gave no usable answer to", ["why"]
)  # the error's class
TELEGRAM_RECEIVING = Gauge(
    "tanya_telegram_receiving", "1 while this gateway gets Telegram's updates", ["how"]
)  # polling or webhook; of several gateways one polls, the others show 0
DELIVERIES = Counter("tanya_deliveries", "Tries to send a reply on Telegram", ["result"])
DELIVERY_SECONDS = Histogram(
    "tanya_delivery_seconds", "From a reply's storing to its being sent on Telegram", buckets=LONG
)
DESK_REQUESTS = Counter("tanya_desk_requests", "Pages and forms of the desk", ["status"])
LOGIN_REFUSALS = Counter("tanya_login_refusals", "Log-ins at the desk that were refused", ["why"])
CHAT_REFUSALS = Counter(
    "tanya_chat_refusals", "Requests that the web chat did not take", ["status"]
)  # 429: too much; 403: from another site's page; 408 and 413: bodies
ACTION_SECONDS = Histogram(
    "tanya_action_seconds", "Rasa's calls of our actions", ["action"], buckets=QUICK
)
ACTION_FAILURES = Counter("tanya_action_failures", "Actions that broke", ["action"])
FORUM_SHOWN = Counter(
    "tanya_forum_shown", "Messages shown in officers' groups, or why not", ["result"]
)  # shown, or a word of bot.telegram.officers.calls.Why
FORUM_QUEUED = Gauge("tanya_forum_queued", "Messages that wait to be shown in officers' groups")

RECORD_FAULTS = Gauge(
    "tanya_record_faults", "Rows of the record that were not as they must be at the last look"
)
RECORD_ANCHORS = Counter(
    "tanya_record_anchors", "Notes outside of the database of how far the record goes", ["result"]
)  # kept, or failed

CALENDAR_UNSETTLED = Gauge(
    "tanya_calendar_unsettled", "Days ahead that may move, or lists that are missing"
)  # set by the gateway, which tells citizens when officers are back

EXPECTED = (
    (DISTRESS, ("suicide", "threat", "violence_home", "sexual_violence")),
    (FEEDBACK, ("helpful", "unhelpful")),
    (TURN_FAILURES, ("retried", "dead")),
    (ASSISTANT_FAILURES, ("AssistantUnavailable", "AssistantSlow")),
    (DELIVERIES, ("sent", "again", "limited", "repeated", "failed", "uncertain", "moved")),
    (DELIVERIES, ("unreachable",)),
    (CHAT_REFUSALS, ("401", "403", "408", "413", "429")),
    (FORUM_SHOWN, ("shown", "limited", "topic_gone", "group_gone", "refused", "away")),
    (RECORD_ANCHORS, ("kept", "failed")),
    (LOGIN_REFUSALS, tuple(one.value for one in Refused)),
    (DESK_REQUESTS, ("2xx", "3xx", "4xx", "5xx")),
)

log = structlog.get_logger()


class BacklogCollector(Collector):
    """What waits in the database, read when somebody looks."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._lock = threading.Lock()
        self._look_at = 0.0
        self._backlog: Backlog | None = None

    def describe(self) -> Iterator[Metric]:
        """Name nothing beforehand: registering must not need a database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Give the gauges; without a database only that it is away."""
        backlog = self._current()
        up = GaugeMetricFamily("tanya_database_up", "1 when the database could be read")
        up.add_metric([], 1.0 if backlog else 0.0)
        yield up
        if backlog is not None:
            yield from _gauges(backlog)

    def _current(self) -> Backlog | None:
        with self._lock:
            if time.monotonic() >= self._look_at:
                self._backlog = self._read()
                self._look_at = time.monotonic() + FRESH
            return self._backlog

    def _read(self) -> Backlog | None:
        try:
            with self._database.read() as session:
                return read_backlog(session, self._clock())
        except (SQLAlchemyError, DatabaseUnavailable) as error:
            log.warning("backlog_unreadable", error=type(error).__name__)
            return None


def serve_metrics(
    settings: Settings,
    process: str,
    database: Database,
    clock: Clock,
    registry: CollectorRegistry = REGISTRY,
) -> None:
    """Serve ``/metrics`` on a port of its own, in a thread that ends with the process.

    A port that is taken is logged and no reason to leave citizens without answers.
    """
    if settings.metrics_port == 0:
        return
    _begin_at_zero()
    registry.register(BacklogCollector(database, clock))
    port = settings.metrics_port + PORT_AFTER[process]
    try:
        start_http_server(port, settings.metrics_host, registry)
    except OSError as error:
        log.warning("metrics_not_served", port=port, error=error.strerror)


def _begin_at_zero() -> None:
    """Show what has not happened yet as 0: from nothing to 1 is no increase to Prometheus."""
    for counter, values in EXPECTED:
        for value in values:
            counter.labels(value)


def _gauges(backlog: Backlog) -> Iterator[Metric]:
    yield _gauge("tanya_inbox_pending", "Messages without an outcome", backlog.updates)
    yield _gauge("tanya_inbox_oldest_due_seconds", "The longest waiting's age", backlog.oldest_due)
    outbox = GaugeMetricFamily("tanya_outbox_messages", "Replies to be sent", labels=["state"])
    outbox.add_metric(["queued"], backlog.queued)
    outbox.add_metric(["sending"], backlog.sending)
    yield outbox
    yield _gauge("tanya_outbox_oldest_seconds", "The oldest queued's age", backlog.oldest_queued)
    escalations = GaugeMetricFamily("tanya_escalations", "Open escalations", labels=["state"])
    escalations.add_metric(["waiting"], backlog.waiting)
    escalations.add_metric(["held"], backlog.held)
    yield escalations
    yield _gauge(
        "tanya_escalation_oldest_waiting_seconds",
        "Since when a citizen waits for an officer",
        backlog.oldest_waiting,
    )
    yield _gauge("tanya_switches_off", "Switches that are off", backlog.switched_off)


def _gauge(name: str, what: str, value: float) -> Metric:
    return GaugeMetricFamily(name, what, value=value)
