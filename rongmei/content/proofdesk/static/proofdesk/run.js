// The page of a pass: F8 and F9 walk the remarks and decide on them; without this script the forms do the same.
(() => {
  const cards = () => [...document.querySelectorAll(".pr-card")];
  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]").value;
  const status = document.querySelector(".pr-said");
  let current = null;

  const stand = (card, move = true) => {
    current = card;
    cards().forEach((one) => one.classList.toggle("pr-card--current", one === card));
    document.querySelectorAll(".pr-mark").forEach((mark) => mark.classList.toggle("pr-mark--current", mark.dataset.finding === card?.dataset.finding));
    if (!card || !move) return;
    card.querySelector(".pr-head").focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
    document.querySelector(`.pr-mark[data-finding="${card.dataset.finding}"]`)?.scrollIntoView({ block: "center" });
  };

  const step = (by) => {
    const all = cards();
    if (!all.length) return;
    const at = all.indexOf(current);
    stand(all[((at < 0 ? (by > 0 ? -1 : 0) : at) + by + all.length) % all.length]);
  };

  const send = async (form, submitter) => {
    const body = new FormData(form, submitter);
    const response = await fetch(form.action, { method: "POST", body, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } });
    const data = await response.json().catch(() => ({}));
    status.textContent = data.sentence ?? "";
    if (!response.ok) return;
    const card = form.closest(".pr-card");
    card.dataset.answer = data.answer;
    card.querySelector(".pr-answer").textContent = data.answer === "open" ? "" : `${data.label}${data.reason ? `：${data.reason}` : ""}`;
    document.querySelectorAll(`.pr-mark[data-finding="${card.dataset.finding}"]`).forEach((mark) => { mark.dataset.answer = data.answer; });
    if (data.answer !== "open") {
      const all = cards();
      const next = all.slice(all.indexOf(card) + 1).find((one) => one.dataset.answer === "open") ?? all.find((one) => one.dataset.answer === "open");
      if (next) stand(next);
    }
  };

  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".pr-decide");
    if (!form) return;
    event.preventDefault();
    send(form, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest(".pr-mark");
    const card = mark ? document.getElementById(`f${mark.dataset.finding}`) : event.target.closest(".pr-card");
    if (card) stand(card, Boolean(mark));
  });
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "F8") step(event.shiftKey ? -1 : 1);
    else if (event.key === "F9" && !current) step(1);
    else if (event.key === "F9" && event.shiftKey) current.querySelector("[name=reason]")?.focus();
    else if (event.key === "F9") current.querySelector("[value=accepted]")?.click();
    else return;
    event.preventDefault();
  });
})();
