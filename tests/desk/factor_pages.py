"""An officer who sets second factors up as the desk's pages offer them."""

import re
from datetime import timedelta

import pyotp

from doubles.authenticator import Authenticator
from tests.desk.desk_harness import Browser, DeskHarness

PAGE = "/account/factors"
SECRET = re.compile(r'class="secret">([A-Z2-7 ]+)<')
CODE = re.compile(r"<code>([A-Z2-7-]{19})</code>")


def code_of(desk: DeskHarness, app: pyotp.TOTP) -> str:
    """Return what an app shows, a while after the code of before."""
    desk.now += timedelta(seconds=30)
    return app.at(desk.now)


async def set_up_app(
    desk: DeskHarness, officer: Browser, **proof: str
) -> tuple[pyotp.TOTP, list[str]]:
    """Set an app up as the pages offer it; return it with the recovery codes that were shown."""
    shown = await officer.post(f"{PAGE}/totp", PAGE, **proof)
    found = SECRET.search(shown.text)
    assert found, shown.text
    app = pyotp.TOTP(found[1].replace(" ", ""))
    confirmed = await officer.post(f"{PAGE}/totp/confirm", PAGE, code=app.at(desk.now))
    assert confirmed.status_code in (200, 303)
    return app, CODE.findall(confirmed.text)


async def add_passkey(officer: Browser, name: str = "Laptop kantor") -> Authenticator:
    """Add a passkey as the page's script does."""
    device, token = Authenticator("http://desk.test", "desk.test"), await officer.token(PAGE)
    options = await officer.post(f"{PAGE}/options", csrf=token, purpose="add")
    made = device.make(options.text)
    answer = await officer.post(f"{PAGE}/passkeys", csrf=token, made=made, name=name)
    assert answer.status_code in (200, 303), answer.text
    return device
