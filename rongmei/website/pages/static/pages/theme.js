// Light, dark or as the device: chosen by the reader, kept on the machine, set before anything is drawn. And the button that prints.
(() => {
  const key = "rongmei-appearance";
  const order = ["auto", "light", "dark"];
  const read = () => { try { return localStorage.getItem(key) || "auto"; } catch { return "auto"; } };
  const keep = (value) => { try { localStorage.setItem(key, value); } catch { /* a browser that keeps nothing */ } };
  const set = (value) => {
    if (value === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = value;
  };
  let now = order.includes(read()) ? read() : "auto";
  set(now);
  document.addEventListener("DOMContentLoaded", () => {
    const print = document.querySelector("button.print");
    if (print) { print.hidden = false; print.addEventListener("click", () => window.print()); }
    const button = document.querySelector("button.light");
    if (!button) return;
    const name = () => { button.textContent = button.dataset[now]; button.setAttribute("aria-label", `${button.dataset.label}: ${button.dataset[now]}`); };
    name();
    button.hidden = false;
    button.addEventListener("click", () => {
      now = order[(order.indexOf(now) + 1) % order.length];
      set(now); keep(now); name();
    });
  });
})();
