(function () {
  "use strict";
  document.body.classList.add("js");
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const impact = byId("main").dataset.mode === "impact";
  const picture = byId("picture");
  const panel = byId("panel");
  const MANY = 80;
  const CURVED = 150;
  const MOST_DRAWN = 100;
  const MOST_LISTED = 40;
  const MOST_COLUMNS = 8;
  const MARKS = { BREAKS: "✖", BREAKS_ON_RESTART: "↻", LOSES_DATA: "∅", MISDIRECTED: "⇄", DEGRADES: "◐", UNCERTAIN: "?" };

  const nodes = data.nodes.map(([id, name, kind, group, effect, changes, becomes], i) => ({
    i, id, name, kind: data.kinds[kind], group, effect: effect < 0 ? "" : data.effects[effect],
    gravity: effect < 0 ? 99 : effect, changes: changes === 1, becomes, owners: [], out: [], into: [],
  }));
  const links = data.links.map(([o, t, label, possible, place]) => {
    const link = { origin: nodes[o], target: nodes[t], label, possible: possible === 1, place };
    link.origin.out.push(link);
    link.target.into.push(link);
    return link;
  });
  const groups = data.groups.map((name, i) => ({ i, name, shown: name.replace(/^host:/, ""), members: [] }));
  nodes.forEach((n) => n.group >= 0 && groups[n.group].members.push(n));

  const off = new Set();
  const folded = new Set();
  let after = impact;
  let query = "";
  let chosen = null;
  let cy = null;
  let boxes = new Map();
  let arrows = new Map();
  let keys = [];
  let far = null;
  const wanted = new Set();

  // What is shown.

  function visible() {
    const seen = new Array(nodes.length).fill(false);
    if (!impact) {
      nodes.forEach((n) => { seen[n.i] = !off.has(n.kind); });
      return seen;
    }
    const open = nodes.filter((n) => n.changes || (n.effect && !off.has(n.effect)));
    open.forEach((n) => { seen[n.i] = true; });
    while (open.length) {
      for (const link of open.pop().out) {
        if (!seen[link.target.i]) {
          seen[link.target.i] = true;
          open.push(link.target);
        }
      }
    }
    return seen;
  }

  /** The box of each node: its own, or its machine's where that is folded; null where it is hidden. */
  function assign() {
    const seen = visible();
    keys = nodes.map((n) => !seen[n.i] ? null : n.group >= 0 && folded.has(n.group) && !n.changes ? "g" + n.group : "n" + n.i);
    const drawn = new Set(keys.filter(Boolean));
    far = null;
    if (drawn.size > MOST_DRAWN) bundle(drawn);
  }

  /** No eye takes in thousands of boxes: of those equally far from the change, most go into one. */
  function bundle(drawn) {
    const near = new Map();
    const degree = new Map();
    const first = new Set();
    for (const link of links) {
      const o = keys[link.origin.i];
      const t = keys[link.target.i];
      if (!o || !t || o === t) continue;
      if (!near.has(t)) near.set(t, []);
      near.get(t).push(o);
      degree.set(o, (degree.get(o) || 0) + 1);
      degree.set(t, (degree.get(t) || 0) + 1);
    }
    far = new Map();
    let open = impact ? nodes.filter((n) => n.changes).map((n) => keys[n.i]) : [];
    open.forEach((key) => far.set(key, 0));
    for (let distance = 1; open.length; distance++) {
      const next = [];
      for (const key of open) {
        for (const o of near.get(key) || []) {
          if (!far.has(o)) {
            far.set(o, distance);
            next.push(o);
          }
        }
      }
      open = next;
    }
    wanted.forEach((i) => keys[i] && first.add(keys[i]));
    const levels = new Map();
    for (const key of drawn) {
      const at = far.get(key) || 0;
      if (!levels.has(at)) levels.set(at, []);
      levels.get(at).push(key);
    }
    const into = new Map();
    let left = MOST_DRAWN;
    let rest = levels.size;
    for (const [at, all] of [...levels].sort((x, y) => x[1].length - y[1].length)) {
      const most = Math.floor(left / rest--);
      all.sort((x, y) => first.has(y) - first.has(x) || (degree.get(y) || 0) - (degree.get(x) || 0));
      all.slice(most).filter((key) => !first.has(key)).forEach((key) => into.set(key, "r" + at));
      left -= Math.min(most, all.length);
    }
    into.forEach((key) => far.set(key, Number(key.slice(1))));
    keys = keys.map((key) => into.get(key) || key);
  }

  function cut(text, most) {
    return text.length <= most ? text : text.slice(0, most / 2) + "…" + text.slice(-most / 2);
  }

  function words(box) {
    if (box.key[0] === "r") {
      return [(after && box.worst ? MARKS[box.worst] + " " : "") + "… " + box.members.length + " more", "search, or click for a list"];
    }
    if (box.group) {
      const worst = after && box.worst ? MARKS[box.worst] + " " : "▸ ";
      return [worst + cut(box.group.shown, 36), box.members.length === 1 ? "1 inside" : box.members.length + " inside"];
    }
    const n = box.members[0];
    const mark = after && n.changes ? "✎ " : after && n.effect ? MARKS[n.effect] + " " : "";
    const where = n.becomes && after ? "becomes " + cut(n.becomes, 36)
      : n.group >= 0 ? groups[n.group].shown : n.kind.toLowerCase();
    return [mark + cut(n.name, 36), cut(where, 36)];
  }

  function gather() {
    boxes = new Map();
    arrows = new Map();
    for (const n of nodes) {
      const key = keys[n.i];
      if (!key) continue;
      if (!boxes.has(key)) {
        boxes.set(key, { key, members: [], group: key[0] === "g" ? groups[n.group] : null, worst: "", gravity: 99, out: [], into: [] });
      }
      const box = boxes.get(key);
      box.members.push(n);
      if (n.gravity < box.gravity) {
        box.gravity = n.gravity;
        box.worst = n.effect;
      }
    }
    for (const link of links) {
      const o = keys[link.origin.i];
      const t = keys[link.target.i];
      if (!o || !t || o === t) continue;
      const key = o + ">" + t;
      if (!arrows.has(key)) {
        const arrow = { key, origin: boxes.get(o), target: boxes.get(t), links: [] };
        arrow.origin.out.push(arrow);
        arrow.target.into.push(arrow);
        arrows.set(key, arrow);
      }
      arrows.get(key).links.push(link);
    }
  }

  // Where it is drawn: columns by the longest way to what is needed last, few crossings within.

  function layout(shown) {
    const layer = new Map();
    for (const start of shown) {
      const stack = [[start, 0]];
      if (layer.has(start)) continue;
      layer.set(start, -1);
      while (stack.length) {
        const top = stack[stack.length - 1];
        const next = top[0].out[top[1]++];
        if (!next) {
          let deepest = -1;
          for (const arrow of top[0].out) {
            if (layer.get(arrow.target) > deepest) deepest = layer.get(arrow.target);
          }
          layer.set(top[0], deepest + 1);
          stack.pop();
        } else if (!layer.has(next.target)) {
          layer.set(next.target, -1);
          stack.push([next.target, 0]);
        }
      }
    }
    const isJoined = (b) => b.out.length + b.into.length > 0;
    const joined = shown.filter(isJoined);
    const alone = shown.filter((b) => !isJoined(b));
    const columns = [];
    for (const box of joined) {
      // Among many, how far the change has to travel says more than the longest way.
      const at = impact && far ? far.get(box.key) || 0 : layer.get(box);
      (columns[at] = columns[at] || []).push(box);
    }
    const full = narrowed(columns.filter(Boolean));
    const place = new Map();
    const settle = (column) => column.forEach((box, i) => place.set(box, (i + 0.5) / column.length));
    full.forEach(settle);
    const middle = (list, end) => {
      let sum = 0;
      for (const arrow of list) sum += place.get(arrow[end]);
      return list.length ? sum / list.length : null;
    };
    const sort = (column, list, end) => {
      const wish = new Map(column.map((box) => [box, middle(box[list], end) ?? place.get(box)]));
      column.sort((a, b) => wish.get(a) - wish.get(b) || (a.key < b.key ? -1 : 1));
      settle(column);
    };
    for (let round = 0; round < 4; round++) {
      full.forEach((column) => sort(column, "out", "target"));
      for (let c = full.length - 1; c >= 0; c--) sort(full[c], "into", "origin");
    }
    full.forEach((column) => sort(column, "out", "target"));
    const rows = Math.max(14, Math.ceil(Math.sqrt(shown.length) * 1.1));
    const gap = full.length > 5 ? 60 : 110;
    const height = Math.min(rows, Math.max(1, ...full.map((c) => c.length)));
    const step = Math.max(62, Math.min(90, 560 / height));
    let x = 0;
    for (const column of full) {
      for (let from = 0; from < column.length; from += rows) {
        const part = column.slice(from, from + rows);
        const width = Math.max(...part.map((b) => b.width));
        x -= width / 2;
        part.forEach((box, i) => { box.x = x; box.y = (i - (part.length - 1) / 2) * step; });
        x -= width / 2 + (from + rows < column.length ? 24 : gap);
      }
    }
    const across = Math.max(6, Math.ceil(Math.sqrt(alone.length)));
    const below = (height / 2 + 1) * step;
    alone.forEach((box, i) => { box.x = -(i % across) * 290; box.y = below + Math.floor(i / across) * 52; });
  }

  /** Things that depend on each other in a circle make many columns; neighbours then share one. */
  function narrowed(columns) {
    if (columns.length <= MOST_COLUMNS) return columns;
    const made = [];
    columns.forEach((column, i) => {
      // What changes stays by itself.
      const at = i === 0 ? 0 : 1 + Math.floor((i - 1) * (MOST_COLUMNS - 1) / (columns.length - 1));
      (made[at] = made[at] || []).push(...column);
    });
    return made;
  }

  function ink(name) {
    return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
  }

  function style() {
    const rules = [
      { selector: "node", style: {
        shape: "data(shape)", width: "data(width)", height: 40, label: "data(label)",
        "text-wrap": "wrap", "text-valign": "center", "font-size": 13, "min-zoomed-font-size": 5,
        "font-family": "system-ui, DejaVu Sans, sans-serif",
        color: ink("ink"), "background-color": ink("raised"), "border-width": 1, "border-color": ink("faint") } },
      { selector: "edge", style: {
        width: 1.4, "line-color": ink("faint"), "target-arrow-color": ink("faint"), "target-arrow-shape": "triangle",
        "arrow-scale": 0.9, "curve-style": "bezier",
        label: "data(label)", "font-size": 10, "min-zoomed-font-size": 6, color: ink("ink"),
        "text-background-color": ink("paper"), "text-background-opacity": 0.85, "text-rotation": "autorotate" } },
      { selector: "edge.many", style: { "curve-style": "straight" } },
      { selector: "edge.possible", style: { "line-style": "dashed" } },
      { selector: "node.group", style: { "border-style": "double", "border-width": 4 } },
      { selector: "node.changes", style: { "border-width": 3, "border-color": ink("mark") } },
    ];
    if (after) {
      for (const effect of data.effects) {
        const name = effect.toLowerCase();
        rules.push({ selector: "node." + effect, style: {
          "background-color": ink(name), color: ink(name + "-ink"), "border-color": ink(name + "-ink") } });
      }
      rules.push({ selector: "edge.cut", style: {
        "line-color": ink("breaks-ink"), "target-arrow-color": ink("breaks-ink"), "target-arrow-shape": "tee", width: 2 } });
    }
    rules.push(
      { selector: ".dim", style: { opacity: 0.13 } },
      { selector: "node.on", style: { "border-width": 5, "border-color": ink("mark") } },
      { selector: "edge.on", style: { width: 3.5, "line-color": ink("mark"), "target-arrow-color": ink("mark"), "z-index": 9 } });
    return rules;
  }

  const SHAPES = { QUEUE: "barrel", TOPIC: "barrel", EXCHANGE: "hexagon", HOST: "round-rectangle", ADDRESS: "round-rectangle",
    ENDPOINT: "round-rectangle", VHOST: "round-rectangle", COMPONENT: "rectangle", SERVICE: "rectangle" };

  function measure(box) {
    const lines = words(box);
    box.label = lines.join("\n");
    box.width = Math.min(270, Math.max(90, Math.max(lines[0].length, lines[1].length) * 7.4 + 22));
  }

  function label(arrow) {
    const all = [...new Set(arrow.links.map((l) => l.label).filter(Boolean))];
    return all.length > 2 ? all.length + " keys" : all.join(", ");
  }

  function draw() {
    assign();
    gather();
    boxes.forEach(measure);
    layout([...boxes.values()]);
    const elements = [];
    for (const box of boxes.values()) {
      const n = box.members[0];
      const kinds = [box.worst, box.group || box.key[0] === "r" ? "group" : "", box.members.some((m) => m.changes) ? "changes" : ""];
      elements.push({ data: { id: box.key, label: box.label, width: box.width, shape: box.group || box.key[0] === "r" ? "round-rectangle" : SHAPES[n.kind] },
        position: { x: box.x || 0, y: box.y || 0 }, classes: kinds.filter(Boolean) });
    }
    for (const arrow of arrows.values()) {
      const kinds = [arrow.links.every((l) => l.possible) ? "possible" : "", arrows.size > CURVED ? "many" : "", impact && arrow.target.members.some((n) => n.changes) ? "cut" : ""];
      elements.push({ data: { id: arrow.key, source: arrow.origin.key, target: arrow.target.key, label: label(arrow) },
        classes: kinds.filter(Boolean) });
    }
    if (cy) {
      cy.batch(() => {
        cy.elements().remove();
        cy.add(elements);
      });
    } else {
      cy = cytoscape({
        container: picture, elements, style: style(), layout: { name: "preset" },
        minZoom: 0.02, maxZoom: 3, boxSelectionEnabled: false, autoungrabify: true,
      });
      cy.on("tap", "node", (event) => choose(event.target.id()));
      cy.on("dbltap", "node", (event) => turn(event.target.id()));
      cy.on("tap", (event) => { if (event.target === cy) choose(null); });
    }
    if (chosen && !boxes.has(chosen)) chosen = null;
    fit();
    highlight();
    picture.dataset.shown = boxes.size;
  }

  function filter() {
    draw();
    tell();
    document.querySelectorAll("details.group[data-filter]").forEach((d) => { d.hidden = off.has(d.dataset.filter); });
  }

  function fit() {
    cy.fit(undefined, 24);
    if (cy.zoom() > 1.2) {
      cy.zoom(1.2);
      cy.center();
    }
  }

  // Following a chain.

  function reach(start, list, end) {
    const seen = new Set([start]);
    const open = [start];
    const ways = [];
    while (open.length) {
      for (const arrow of open.pop()[list]) {
        ways.push(arrow.key);
        if (!seen.has(arrow[end])) {
          seen.add(arrow[end]);
          open.push(arrow[end]);
        }
      }
    }
    return [seen, ways];
  }

  function matches(n) {
    return n.id.toLowerCase().includes(query) || n.owners.some((owner) => owner.toLowerCase().includes(query));
  }

  function highlight() {
    const box = chosen && boxes.get(chosen);
    const bright = new Set();
    const ways = new Set();
    if (box) {
      for (const [list, end] of [["out", "target"], ["into", "origin"]]) {
        const [seen, along] = reach(box, list, end);
        seen.forEach((b) => bright.add(b.key));
        along.forEach((key) => ways.add(key));
      }
    } else if (query) {
      for (const b of boxes.values()) if (b.members.some(matches)) bright.add(b.key);
    }
    const any = Boolean(box || query);
    cy.batch(() => {
      cy.nodes().forEach((e) => {
        const dim = any && !bright.has(e.id());
        const on = e.id() === chosen || (!box && any && !dim);
        if (e.hasClass("dim") !== dim) e.toggleClass("dim", dim);
        if (e.hasClass("on") !== on) e.toggleClass("on", on);
      });
      cy.edges().forEach((e) => {
        const on = ways.has(e.id());
        const dim = any && !on;
        if (e.hasClass("dim") !== dim) e.toggleClass("dim", dim);
        if (e.hasClass("on") !== on) e.toggleClass("on", on);
      });
    });
  }

  function choose(key) {
    chosen = key;
    highlight();
    tell();
    if (key) {
      const at = cy.getElementById(key).renderedPosition();
      const inside = at.x > 20 && at.y > 20 && at.x < cy.width() - 20 && at.y < cy.height() - 20;
      if (!inside || cy.zoom() < 0.5) {
        if (cy.zoom() < 0.5) cy.zoom(0.8);
        cy.center(cy.getElementById(key));
      }
    }
  }

  /** Chooses a node, wherever it is now: filtered out, or in a box of many. */
  function chooseNode(n) {
    if (!keys[n.i] && off.size) {
      off.clear();
      document.querySelectorAll(".filter").forEach((box) => { box.checked = true; });
      filter();
    }
    if (keys[n.i] && keys[n.i][0] === "r") {
      want(n);
      draw();
    }
    choose(keys[n.i]);
  }

  /** The node and its shortest way to what changes are drawn, however many others are not. */
  function want(n) {
    const from = new Map([[n, null]]);
    const open = [n];
    wanted.add(n.i);
    while (open.length) {
      const at = open.shift();
      if (at.changes) {
        for (let step = at; step; step = from.get(step)) wanted.add(step.i);
        return;
      }
      for (const link of at.out) {
        if (!from.has(link.target)) {
          from.set(link.target, at);
          open.push(link.target);
        }
      }
    }
  }

  /** Folds or unfolds the machine that a box is or lies in. */
  function turn(key) {
    const box = key && boxes.get(key);
    const group = box && (box.group ? box.group.i : box.members[0].group);
    if (!box || key[0] === "r" || group < 0) return;
    const open = folded.delete(group);
    if (!open) folded.add(group);
    groups[group].members.slice(0, MOST_LISTED).forEach((n) => wanted.add(n.i));
    chosen = open ? "n" + groups[group].members[0].i : "g" + group;
    draw();
    choose(boxes.has(chosen) ? chosen : null);
    pressed();
  }

  // What is said beside the picture.

  function add(parent, name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    parent.append(made);
    return made;
  }

  function buttons(title, all, text, then) {
    if (!all.length) return;
    add(panel, "h3", title + " " + all.length);
    const list = add(panel, "ul");
    all.slice(0, MOST_LISTED).forEach((one) => {
      const button = add(add(list, "li"), "button", text(one));
      button.type = "button";
      button.addEventListener("click", () => then(one));
    });
    if (all.length > MOST_LISTED) add(panel, "p", "and " + (all.length - MOST_LISTED) + " more", "hint");
  }

  function tell() {
    panel.replaceChildren();
    const box = chosen && boxes.get(chosen);
    if (!box) {
      if (query) {
        buttons("Found:", nodes.filter(matches), (n) => n.id, chooseNode);
      } else {
        add(panel, "h3", "How to read the picture");
        add(panel, "p", impact
          ? "Each box depends on those its arrows lead to. What changes stands at the right; colours say what happens to the rest."
          : "Each box depends on those its arrows lead to; messages go from exchange to queue.");
        add(panel, "p", "Click a box to follow its chains both ways; double-click it to fold or unfold its machine. A dashed arrow is only possible.", "hint");
        add(panel, "p", "By keyboard: go to the picture, then the arrow keys; Enter folds, Escape lets go.", "hint");
      }
      return;
    }
    const named = (n) => (n.effect ? MARKS[n.effect] + " " : "") + n.id;
    if (box.key[0] === "r") {
      add(panel, "h3", box.members.length + " that are not drawn one by one");
      buttons("Inside:", box.members, named, chooseNode);
      return;
    }
    if (box.group) {
      add(panel, "h3", box.group.name);
      fold("Unfold");
      buttons("Inside:", box.members, named, (n) => {
        folded.delete(n.group);
        wanted.add(n.i);
        draw();
        pressed();
        choose(keys[n.i]);
      });
      return;
    }
    const n = box.members[0];
    add(panel, "h3", n.name);
    add(panel, "p", n.id, "id");
    if (n.effect) add(panel, "span", MARKS[n.effect] + " " + n.effect, "e " + n.effect);
    if (n.owners.length) add(panel, "p", "To be asked: " + n.owners.join(", "));
    if (n.changes) add(panel, "p", n.becomes ? "becomes " + n.becomes : "is what changes");
    const item = items.find((li) => li.node === n);
    if (item) {
      const button = add(panel, "button", "Read the evidence");
      button.type = "button";
      button.addEventListener("click", () => read(item.element));
    }
    if (n.group >= 0) fold("Fold " + groups[n.group].shown);
    const text = (link, other) => (link.label ? link.label + ": " : "") + other.id + (link.possible ? " (possible)" : "");
    buttons("Needs", n.out, (l) => text(l, l.target) + (l.place ? " · " + l.place : ""), (l) => chooseNode(l.target));
    buttons("Needed by", n.into, (l) => text(l, l.origin), (l) => chooseNode(l.origin));
  }

  function fold(title) {
    const button = add(add(panel, "p"), "button", title);
    button.type = "button";
    button.addEventListener("click", () => turn(chosen));
  }

  function read(li) {
    const group = li.closest("details.group");
    group.hidden = false;
    group.open = true;
    const own = li.querySelector("details");
    if (own) own.open = true;
    li.scrollIntoView({ block: "center" });
    (li.querySelector("summary") || li).focus();
  }

  // The list below.

  const items = [...document.querySelectorAll("li[data-node]")].map((element) => ({
    element, group: element.closest("details.group"), node: nodes[Number(element.dataset.node)],
  }));
  items.forEach((item) => { item.node.owners = [...item.element.querySelectorAll(".ask")].map((owner) => owner.textContent); });
  const told = () => {
    const item = items.find((one) => one.element.id && "#" + one.element.id === location.hash);
    if (item) read(item.element);
  };
  addEventListener("hashchange", told);
  byId("main").addEventListener("click", (event) => {
    if (event.target.classList.contains("show")) {
      chooseNode(nodes[Number(event.target.closest("li[data-node]").dataset.node)]);
      picture.scrollIntoView({ block: "nearest" });
      picture.focus();
    }
  });

  function search() {
    query = byId("search").value.trim().toLowerCase();
    chosen = null;
    const left = new Map();
    for (const item of items) {
      const fits = !query || matches(item.node);
      if (item.element.hidden === fits) item.element.hidden = !fits;
      if (fits) left.set(item.group, (left.get(item.group) || 0) + 1);
    }
    if (query) {
      left.forEach((many, group) => { if (many <= MANY) group.open = true; });
    }
    const found = query ? nodes.filter(matches).length : 0;
    byId("hits").textContent = query ? (found ? found + " found" : "Nothing is known by that name") : "";
    highlight();
    tell();
  }

  // Controls.

  function pressed() {
    byId("today").setAttribute("aria-pressed", String(!after));
    byId("after").setAttribute("aria-pressed", String(after));
    byId("fold").setAttribute("aria-pressed", String(groups.length > 0 && folded.size === groups.length));
  }

  function show(then) {
    after = then;
    pressed();
    restyle();
  }

  function restyle() {
    boxes.forEach(measure);
    cy.batch(() => cy.nodes().forEach((e) => { e.data({ label: boxes.get(e.id()).label }); }));
    cy.style(style());
  }

  document.querySelectorAll(".filter").forEach((box) => box.addEventListener("change", () => {
    if (box.checked) off.delete(box.value);
    else off.add(box.value);
    filter();
  }));
  byId("search").addEventListener("input", search);
  byId("search").addEventListener("keydown", (event) => {
    const first = event.key === "Enter" && query ? nodes.find(matches) : null;
    if (first) chooseNode(first);
  });
  byId("today").addEventListener("click", () => show(false));
  byId("after").addEventListener("click", () => show(true));
  byId("today").hidden = byId("after").hidden = !impact;
  byId("fold").hidden = groups.length === 0;
  byId("fold").addEventListener("click", () => {
    const all = folded.size === groups.length;
    folded.clear();
    wanted.clear();
    if (!all) groups.forEach((g) => folded.add(g.i));
    pressed();
    draw();
    tell();
  });
  byId("fit").addEventListener("click", () => {
    choose(null);
    fit();
  });
  picture.addEventListener("keydown", (event) => {
    const box = chosen && boxes.get(chosen);
    const near = (list, end) => list.map((a) => a[end]).sort((a, b) => Math.abs(a.y - box.y) - Math.abs(b.y - box.y))[0];
    const column = (step) => {
      const all = [...boxes.values()].filter((b) => b.x === box.x).sort((a, b) => a.y - b.y);
      return all[all.indexOf(box) + step];
    };
    let next = null;
    if (event.key === "Escape") choose(null);
    else if (event.key === "Enter") turn(chosen);
    else if (!event.key.startsWith("Arrow")) return;
    else if (!box) next = [...boxes.values()].find((b) => b.members.some((n) => n.changes)) || [...boxes.values()][0];
    else if (event.key === "ArrowRight") next = near(box.out, "target");
    else if (event.key === "ArrowLeft") next = near(box.into, "origin");
    else next = column(event.key === "ArrowUp" ? -1 : 1);
    if (next) choose(next.key);
    event.preventDefault();
  });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => cy && restyle());

  // Paper is not folded, and not dark; what is drawn on the screen would be cut off at its edge.

  let opened = [];
  const root = document.documentElement.classList;
  addEventListener("beforeprint", () => {
    const few = items.length <= 300;
    opened = [...document.querySelectorAll(few ? "details" : "details.group")].filter((d) => !d.open);
    opened.forEach((d) => { d.open = true; });
    if (!cy) return;
    root.add("paper");
    cy.style(style());
    byId("printed").src = cy.png({ full: true, scale: 2, maxWidth: 4000, maxHeight: 4000, bg: ink("paper") });
    root.remove("paper");
    cy.style(style());
  });
  addEventListener("afterprint", () => {
    opened.forEach((d) => { d.open = false; });
  });

  // The steps of the plan: what is done stays ticked in this browser as long as the step says the same.

  const steps = [...document.querySelectorAll(".step input")];
  const key = "whatbreaks " + location.pathname;
  const what = (box) => box.closest(".step").dataset.step + ": " + box.closest(".step").textContent;
  function count() {
    document.querySelectorAll(".done").forEach((place) => {
      const all = [...place.closest("details").querySelectorAll(".step input")];
      place.textContent = all.filter((box) => box.checked).length + " of " + all.length + " done";
    });
  }
  function store() {
    try {
      localStorage.setItem(key, JSON.stringify(steps.filter((box) => box.checked).map(what)));
    } catch (refused) {
      // Then the ticks last as long as the page is open.
    }
  }
  try {
    const done = new Set(JSON.parse(localStorage.getItem(key) || "[]"));
    steps.forEach((box) => { box.checked = done.has(what(box)); });
  } catch (refused) {
    // Nothing was kept.
  }
  steps.forEach((box) => box.addEventListener("change", () => {
    count();
    store();
  }));
  count();

  // The words come first, then the picture.
  cytoscape.warnings(false);
  if (nodes.length > MANY) groups.forEach((g) => folded.add(g.i));
  pressed();
  tell();
  requestAnimationFrame(() => setTimeout(draw));
})();
