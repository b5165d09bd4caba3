// The chip of a live figure or protected name in Draftail: a decorator that shows it, and a source that lets a person choose one.
(() => {
  const { React, draftail, DraftJS } = { React: window.React, draftail: window.draftail, DraftJS: window.DraftJS };
  const settings = () => JSON.parse(document.getElementById("summary-editor").textContent);
  // Words of Wagtail's editor that its own translation lacks; put in before the editor is built, which is when the page is there.
  window.addEventListener("DOMContentLoaded", () => {
    if (!document.getElementById("summary-editor")) return;
    const { words } = settings();
    ["Blocks", "Split block"].forEach((word) => { window.django.catalog[word] ??= words[word]; });
  }, { capture: true });
  const csrf = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  const make = (tag, props = {}, ...children) => {
    const node = Object.assign(document.createElement(tag), props);
    node.append(...children);
    return node;
  };

  const fetchJson = async (url, options) => {
    const response = await fetch(url, { headers: { Accept: "application/json" }, ...options });
    const data = await response.json();
    if (!response.ok) throw new Error(data.sentence || response.statusText);
    return data;
  };

  // One dialog: search, a list, one click inserts. Resolves to {ref, shown} or null.
  const choose = (editor) => new Promise((resolve) => {
    const { words } = editor;
    const search = make("input", { type: "search", placeholder: words.search });
    search.setAttribute("aria-label", words.search);
    const list = make("ul");
    const problem = make("p", { className: "slot-problem", role: "alert" });
    let mode = "figure";
    const dialog = make("dialog", { className: "slot-dialog" });
    dialog.setAttribute("aria-label", words.insert);
    const done = (result) => { dialog.close(); dialog.remove(); resolve(result); };

    const add = async (fields) => {
      try {
        const body = new URLSearchParams(fields);
        done(await fetchJson(editor.slots, { method: "POST", body, headers: { "X-CSRFToken": csrf(), Accept: "application/json" } }));
      } catch (error) { problem.textContent = error.message || words.failed; }
    };

    const button = (text, fields) => {
      const node = make("button", { type: "button", className: "button button-small button-secondary", textContent: text });
      node.addEventListener("click", () => add(fields));
      return node;
    };

    const showFigures = (figures) => figures.map((figure) => make("li", {},
      make("div", { className: "slot-figure" }, make("span", { textContent: figure.label }), make("span", { textContent: `${figure.value} ${figure.unit}` })),
      make("div", { className: "slot-forms" }, ...figure.forms.map((form) => button(form.text, { binding: "figure", figure: figure.key, form: form.form }))),
      make("div", { className: "slot-problem", textContent: figure.problem || "" })));

    const showNames = (names) => [
      { kind: "university", id: "", label: words.university }, { kind: "university_short", id: "", label: words.universityShort }, ...names,
    ].map((name) => make("li", {}, button(name.label, { binding: "name", name: name.id ? `${name.kind}:${name.id}` : name.kind })));

    let turn = 0;
    const refresh = async () => {
      turn += 1;
      const mine = turn;
      try {
        const url = `${mode === "figure" ? editor.figures : editor.names}?q=${encodeURIComponent(search.value)}`;
        const data = await fetchJson(url);
        if (mine !== turn) return;
        const items = mode === "figure" ? showFigures(data.figures) : showNames(data.names);
        list.replaceChildren(...(items.length ? items : [make("li", { textContent: words.none })]));
      } catch (error) { problem.textContent = error.message || words.failed; }
    };

    const tab = (name, text) => {
      const node = make("button", { type: "button", className: "button button-small button-secondary", textContent: text });
      node.setAttribute("aria-pressed", String(name === mode));
      node.addEventListener("click", () => {
        mode = name;
        node.parentElement.querySelectorAll("button").forEach((other) => other.setAttribute("aria-pressed", String(other === node)));
        search.placeholder = name === "figure" ? words.search : words.searchNames;
        refresh();
      });
      return node;
    };
    const cancel = make("button", { type: "button", className: "button button-small button-secondary", textContent: words.cancel });
    cancel.addEventListener("click", () => done(null));
    dialog.addEventListener("cancel", () => done(null));
    let wait;
    search.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(refresh, 200); });
    search.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); list.querySelector("button")?.focus(); }
    });
    dialog.append(make("h2", { textContent: words.insert }),
      make("div", { className: "slot-tabs" }, tab("figure", words.figure), tab("name", words.name)), search, list, problem, cancel);
    document.body.append(dialog);
    dialog.showModal();
    search.focus();
    refresh();
  });

  class SlotSource extends React.Component {
    async componentDidMount() {
      const { editorState, entityType, onComplete } = this.props;
      const chosen = await choose(settings());
      if (!chosen) {
        // Not onClose: that leaves the focus nowhere. The text gets it back, with the caret where it was.
        onComplete(DraftJS.EditorState.forceSelection(editorState, editorState.getSelection()));
        return;
      }
      const content = editorState.getCurrentContent().createEntity(entityType.type, "IMMUTABLE", { ref: chosen.ref });
      const key = content.getLastCreatedEntityKey();
      const changed = DraftJS.Modifier.replaceText(content, editorState.getSelection(), chosen.shown, null, key);
      onComplete(DraftJS.EditorState.push(editorState, changed, "insert-characters"));
    }

    render() { return null; }
  }

  const Slot = ({ entityKey, contentState, children }) => {
    const { ref } = contentState.getEntity(entityKey).getData();
    return React.createElement("span", { className: "slot-chip", "data-slot": ref, title: ref }, children);
  };

  draftail.registerPlugin({ type: "SLOT", source: SlotSource, decorator: Slot }, "entityTypes");
})();
