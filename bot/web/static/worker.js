/* Shows notifications where only a worker may, and leads a press back to the page. */

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((pages) => {
      const page = pages.find(({ url }) => new URL(url).pathname === "/");
      return page ? page.focus() : self.clients.openWindow("/");
    }),
  );
});
