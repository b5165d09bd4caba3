// Draftail as a surface of the proofreader: a control without a button, which hears of every change of the text.
(() => {
  const { React, draftail, DraftJS } = window;
  const { EditorState, Modifier, SelectionState } = DraftJS;
  const TITLES = /^header-/;

  class Proof extends React.Component {
    constructor(props) {
      super(props);
      this.mark = React.createRef();
      this.seen = null;
    }

    componentDidMount() {
      const root = this.mark.current.closest(".Draftail-Editor");
      const place = this.scopeOf(root);
      this.watcher = window.proofdesk.watch({
        root,
        passages: () => this.content().getBlocksAsArray()
          .filter((block) => block.getType() !== "atomic")
          .map((block) => ({ key: block.getKey(), text: block.getText(), scope: TITLES.test(block.getType()) ? "title" : place })),
        range: (key, start, end) => {
          const node = root.querySelector(`[data-block="true"][data-offset-key="${key}-0-0"]`);
          return node && window.proofdesk.rangeIn(node, start, end);
        },
        may: (key, start, end) => this.mayReplace(key, start, end),
        select: (key, start, end) => this.select(key, start, end),
        replace: (key, start, end, text) => this.replace(key, start, end, text),
      });
    }

    componentDidUpdate() {
      if (this.content() === this.seen) return;
      this.seen = this.content();
      this.watcher.changed();
    }

    componentWillUnmount() { this.watcher.end(); }

    content() { return this.props.getEditorState().getCurrentContent(); }

    // Cells of a table and captions are named by where the editor stands.
    scopeOf(root) {
      if (root.closest("table, [data-contentpath=table]")) return "table";
      return root.closest("[data-contentpath=caption]") ? "caption" : "body";
    }

    // A live figure is changed where it is bound, not in the sentence.
    mayReplace(key, start, end) {
      const content = this.content();
      const block = content.getBlockForKey(key);
      if (!block || end > block.getLength()) return false;
      for (let at = start; at < end; at += 1) {
        const entity = block.getEntityAt(at);
        if (entity && content.getEntity(entity).getMutability() === "IMMUTABLE") return false;
      }
      return true;
    }

    // The caret behind the words: a selection would bring the floating toolbar out over the line above.
    select(key, start, end) {
      const selection = SelectionState.createEmpty(key).merge({ anchorOffset: end, focusOffset: end, hasFocus: true });
      this.props.onChange(EditorState.forceSelection(this.props.getEditorState(), selection));
    }

    replace(key, start, end, text) {
      const state = this.props.getEditorState();
      const block = this.content().getBlockForKey(key);
      const selection = SelectionState.createEmpty(key).merge({ anchorOffset: start, focusOffset: end, hasFocus: true });
      const style = block.getInlineStyleAt(start === end ? Math.max(start - 1, 0) : start);
      const changed = text === ""
        ? Modifier.removeRange(this.content(), selection, "forward")
        : Modifier.replaceText(this.content(), selection, text, style, end > start ? block.getEntityAt(start) : null);
      this.props.onChange(EditorState.push(state, changed, "insert-characters"));
    }

    render() { return React.createElement("span", { ref: this.mark, hidden: true }); }
  }

  draftail.registerPlugin({ type: "PROOF", meta: Proof }, "controls");
})();
