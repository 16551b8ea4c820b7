// Asks the browser for leave to notify; browsers want that asked by a press.

const told = document.getElementById("permission");
const button = document.getElementById("ask");

function tell() {
  const state = window.Notification ? Notification.permission : "missing";
  told.textContent = told.dataset[state];
  button.hidden = state !== "default";
}

button.addEventListener("click", async () => {
  await Notification.requestPermission();
  tell();
});
tell();
