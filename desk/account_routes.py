"""The routes of accounts: the ways in and out, one's own account, and those that are kept."""

from starlette.routing import BaseRoute, Route

from desk.account_page import change_password, end_own_session, show_account
from desk.account_sessions_page import end_sessions, show_sessions
from desk.accounts_page import (
    change_role,
    change_units,
    disable,
    enable,
    invite_account,
    invite_again,
    show_accounts,
    show_one,
    take_away,
    unbind,
)
from desk.addresses import register_numbers
from desk.alerts_page import keep_alerts, show_alerts
from desk.auth import for_officers
from desk.duty_page import hand_on_held, note_duty, note_leave, note_return, show_officer_duty
from desk.factor_step_page import show_step, step_options, take_step
from desk.factors_page import (
    begin_authenticator,
    confirm_authenticator,
    drop_passkey,
    give_options,
    keep_passkey,
    remove_authenticator,
    renew_codes,
    show_factors,
    unbind_own,
)
from desk.invitation_page import accept_invitation, show_invitation
from desk.login_page import leave, log_in, show_login
from desk.provider_page import (
    RETURN,
    come_back,
    leave_provider,
    start_binding,
    start_invited,
    start_login,
)
from desk.telegram_page import make_telegram_code, show_telegram, unlink_telegram
from service.officers.roles import Permission as May

register_numbers()
OWN, ANSWER, KEEP = May.OWN_ACCOUNT, May.ANSWER, May.ACCOUNTS
POST = ["POST"]

# Those with ``sets_up`` are all that somebody reaches who must set a second factor up first.
ACCOUNT_ROUTES: list[BaseRoute] = [
    Route("/login", show_login),
    Route("/login", log_in, methods=POST),
    Route("/login/factor", show_step),
    Route("/login/factor", take_step, methods=POST),
    Route("/login/factor/options", step_options, methods=POST),
    Route("/login/provider", start_login),
    Route(RETURN, come_back),
    Route("/logout", for_officers(leave, OWN, sets_up=True), methods=POST),
    Route("/logout/provider", leave_provider),
    Route("/invitation/{code}", show_invitation),
    Route("/invitation/{code}", accept_invitation, methods=POST),
    Route("/invitation/{code}/provider", start_invited, methods=POST),
    Route("/account", for_officers(show_account, OWN)),
    Route("/account/password", for_officers(change_password, OWN), methods=POST),
    Route("/account/sessions", for_officers(end_own_session, OWN), methods=POST),
    Route("/account/notices", for_officers(show_alerts, May.READ)),
    Route("/account/notices/chosen", for_officers(keep_alerts, May.READ), methods=POST),
    Route("/account/duty", for_officers(show_officer_duty, OWN)),
    Route("/account/duty/away", for_officers(note_leave, OWN), methods=POST),
    Route("/account/duty/back", for_officers(note_return, OWN), methods=POST),
    Route("/account/duty/until", for_officers(note_duty, OWN), methods=POST),
    Route("/account/duty/hand-on", for_officers(hand_on_held, ANSWER), methods=POST),
    Route("/account/telegram", for_officers(show_telegram, ANSWER)),
    Route("/account/telegram/code", for_officers(make_telegram_code, ANSWER), methods=POST),
    Route("/account/telegram/unlink", for_officers(unlink_telegram, ANSWER), methods=POST),
    Route("/account/factors", for_officers(show_factors, OWN, sets_up=True)),
    Route(
        "/account/factors/totp",
        for_officers(begin_authenticator, OWN, sets_up=True),
        methods=POST,
    ),
    Route(
        "/account/factors/totp/confirm",
        for_officers(confirm_authenticator, OWN, sets_up=True),
        methods=POST,
    ),
    Route("/account/factors/totp/remove", for_officers(remove_authenticator, OWN), methods=POST),
    Route("/account/factors/options", for_officers(give_options, OWN, sets_up=True), methods=POST),
    Route(
        "/account/factors/passkeys", for_officers(keep_passkey, OWN, sets_up=True), methods=POST
    ),
    Route(
        "/account/factors/passkeys/{number:row}/remove",
        for_officers(drop_passkey, OWN),
        methods=POST,
    ),
    Route("/account/factors/codes", for_officers(renew_codes, OWN), methods=POST),
    Route("/account/identity", for_officers(start_binding, OWN), methods=POST),
    Route("/account/identity/remove", for_officers(unbind_own, OWN), methods=POST),
    Route("/accounts", for_officers(show_accounts, KEEP)),
    Route("/accounts/invite", for_officers(invite_account, KEEP), methods=POST),
    Route("/accounts/{number:row}", for_officers(show_one, KEEP)),
    Route("/accounts/{number:row}/role", for_officers(change_role, KEEP), methods=POST),
    Route("/accounts/{number:row}/units", for_officers(change_units, KEEP), methods=POST),
    Route("/accounts/{number:row}/link", for_officers(invite_again, KEEP), methods=POST),
    Route("/accounts/{number:row}/disable", for_officers(disable, KEEP), methods=POST),
    Route("/accounts/{number:row}/enable", for_officers(enable, KEEP), methods=POST),
    Route("/accounts/{number:row}/sessions", for_officers(show_sessions, KEEP)),
    Route("/accounts/{number:row}/sessions/end", for_officers(end_sessions, KEEP), methods=POST),
    Route("/accounts/{number:row}/telegram", for_officers(show_telegram, KEEP)),
    Route(
        "/accounts/{number:row}/telegram/code",
        for_officers(make_telegram_code, KEEP),
        methods=POST,
    ),
    Route(
        "/accounts/{number:row}/telegram/unlink",
        for_officers(unlink_telegram, KEEP),
        methods=POST,
    ),
    Route("/accounts/{number:row}/factors", for_officers(take_away, KEEP), methods=POST),
    Route("/accounts/{number:row}/identity", for_officers(unbind, KEEP), methods=POST),
]
