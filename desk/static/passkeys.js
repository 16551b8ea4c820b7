// Passkeys: asks the browser to make one, or to sign with one, and lets the form bring the answer.
// Without JavaScript, or where a browser knows none, codes do the same; nothing here is needed then.

const WORDS = {
  waits: "Ikuti petunjuk peramban…",
  stopped: "Tidak jadi. Coba lagi, atau pakai kode.",
  shown: "Diterima. Lanjutkan dengan tombol di bawah.",
  known: "Perangkat ini sudah terpasang.",
  none: "Belum ada kunci sandi untuk alamat ini. Pakai kode.",
};

function bytesOf(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (letter) => letter.codePointAt(0));
}

function textOf(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCodePoint(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function opened(options) {
  const withBytes = (one) => ({ ...one, id: bytesOf(one.id) });
  return {
    ...options,
    challenge: bytesOf(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytesOf(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: options.allowCredentials.map(withBytes) }),
    ...(options.excludeCredentials && { excludeCredentials: options.excludeCredentials.map(withBytes) }),
  };
}

function answerOf(credential) {
  const { response } = credential;
  const told = { clientDataJSON: textOf(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) told[name] = textOf(response[name]);
  }
  const { id, type } = credential;
  return JSON.stringify({ id, rawId: textOf(credential.rawId), type, response: told, clientExtensionResults: {} });
}

async function ask(part, form) {
  const purpose = part.dataset.passkey;
  const body = new URLSearchParams({ csrf: form.elements.csrf.value, purpose });
  const response = await fetch(part.dataset.options, { method: "POST", body });
  if (!response.ok) throw new Error(response.status === 404 ? "none" : "stopped");
  const publicKey = opened(await response.json());
  return purpose === "add" ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey });
}

function reasonOf(error) {
  if (error.name === "InvalidStateError") return WORDS.known;
  return WORDS[error.message] ?? WORDS.stopped;
}

function waitsForMore(form) {
  const isAdding = form.dataset.passkey === "add"; // it is sent once it has the new passkey as well
  return isAdding || form.querySelector("button[name]") !== null; // or one of its buttons says what for
}

function isFilledIn(form) {
  const missing = Array.from(form.elements).find((one) => one.name !== "proof" && !one.checkValidity());
  return missing === undefined || missing.reportValidity();
}

async function answer(part, form, field) {
  const status = part.querySelector("[role=status]");
  status.textContent = WORDS.waits;
  try {
    field.value = answerOf(await ask(part, form));
    const isDone = part === form || !waitsForMore(form);
    status.textContent = isDone ? "" : WORDS.shown;
    if (isDone) form.submit();
  } catch (error) {
    status.textContent = reasonOf(error);
  }
}

function offer(part) {
  part.hidden = false;
  if (part.dataset.passkey === "add") {
    part.addEventListener("submit", (event) => {
      event.preventDefault();
      answer(part, part, part.elements.made);
    });
    return;
  }
  const form = part.closest("form");
  const field = part.querySelector("[name=passkey]");
  part.querySelector("button").addEventListener("click", () => {
    if (isFilledIn(form)) answer(part, form, field);
  });
}

const isKnown = Boolean(window.PublicKeyCredential);
for (const part of document.querySelectorAll("[data-passkey]")) {
  if (part.dataset.passkey === "absent") part.hidden = isKnown;
  else if (isKnown) offer(part);
}
