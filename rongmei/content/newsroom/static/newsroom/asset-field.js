/* A picture, film or file in a story: uploads at once, keeps the number in a hidden field, shows what it is. */
(() => {
  class AssetField extends window.StimulusModule.Controller {
    static targets = ["number", "look", "file", "word"];
    static values = { upload: String, look: String, kind: String };

    connect() {
      this.show();
    }

    show() {
      this.lookTarget.textContent = "";
      const number = this.numberTarget.value;
      if (!number) return;
      const address = this.lookValue.replace("/0/", `/${number}/`);
      if (this.kindValue === "picture") {
        const picture = document.createElement("img");
        picture.src = address;
        picture.alt = "";
        this.lookTarget.append(picture);
      } else {
        const link = document.createElement("a");
        link.href = address;
        link.textContent = this.numberTarget.dataset.name || `№ ${number}`;
        this.lookTarget.append(link);
      }
    }

    async send() {
      const file = this.fileTarget.files[0];
      if (!file) return;
      this.wordTarget.textContent = this.wordTarget.dataset.sending;
      const data = new FormData();
      data.append("file", file);
      data.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
      try {
        const answer = await fetch(this.uploadValue, { method: "POST", body: data, headers: { Accept: "application/json" } });
        const said = await answer.json();
        this.wordTarget.textContent = said.sentence || "";
        if (!answer.ok) return;
        this.numberTarget.value = said.id;
        this.numberTarget.dataset.name = said.name;
        this.numberTarget.dispatchEvent(new Event("change", { bubbles: true }));
        this.show();
      } catch {
        this.wordTarget.textContent = this.wordTarget.dataset.failed;
      }
    }
  }
  window.wagtail.app.register("nr-asset", AssetField);
})();
