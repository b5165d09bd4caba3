/* Keeps what is typed every few seconds in the person's own draft. Nothing that is signed is touched by it. */
(() => {
  const PAUSE = 4000;
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const word = form.querySelector("[data-autosave-word]");
  let timer = null;
  let last = null;
  let sending = false;

  const typed = () => {
    const data = new FormData(form);
    return new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
  };

  const send = async () => {
    timer = null;
    const data = typed();
    const text = data.toString();
    if (sending || text === last) return;
    sending = true;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, headers: { Accept: "application/json" } });
      const said = await answer.json();
      word.textContent = said.sentence;
      if (answer.ok) last = text;
    } catch {
      word.textContent = word.dataset.failed;
      later();
    } finally {
      sending = false;
    }
  };

  const later = () => {
    if (timer === null) timer = setTimeout(send, PAUSE);
  };

  // Editors write into hidden fields without an event of their own: look at what would be sent.
  window.addEventListener("load", () => setTimeout(() => {
    last = typed().toString();
    setInterval(() => {
      if (typed().toString() !== last) later();
    }, 1500);
  }, 1000));
})();
