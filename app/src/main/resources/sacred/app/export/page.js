"use strict";
// Plays the page: hides what has not happened yet and shows of a text what has arrived. At its end the page is what it was.
(() => {
  const player = document.querySelector(".player");
  const part = name => player.querySelector(`[name=${name}]`);
  const play = part("play"), seek = part("seek"), clock = part("clock"), speed = part("speed");
  const page = document.documentElement;
  const number = (element, name) => Number(element.dataset[name]);

  // The text nodes and elements of an answer, each with how many characters stand before it.
  const outline = root => {
    const texts = [], elements = [];
    let length = 0;
    const walk = node => {
      for (const child of node.childNodes) {
        if (child.nodeType === Node.TEXT_NODE) {
          texts.push({node: child, whole: child.data, from: length});
          length += child.data.length;
        } else {
          elements.push({element: child, from: length});
          walk(child);
        }
      }
    };
    walk(root);
    return {texts, elements, length};
  };
  const cut = (answer, shown) => {
    for (const {node, whole, from} of answer.texts) {
      const now = whole.slice(0, Math.max(0, shown - from));
      if (node.data !== now) node.data = now;
    }
    for (const {element, from} of answer.elements) {
      if (element instanceof HTMLElement) element.hidden = from >= shown && shown < answer.length;
    }
  };

  const blocks = [...document.querySelectorAll(".block")].map(element => {
    const pace = element.dataset.pace.split(" ").filter(Boolean).map(arrival => arrival.split(":").map(Number));
    const answers = [...element.querySelectorAll(":scope > .answer")].map(outline);
    return {element, from: number(element, "from"), at: number(element, "at"), pace, answers};
  });
  const marks = [...document.querySelectorAll("main [data-at]:not(.block)")].map(element => ({element, at: number(element, "at")}));
  const turns = [...document.querySelectorAll(".turn")].map(element => ({
    element, at: Math.min(...[...element.querySelectorAll(".block")].map(block => number(block, "from")))
  }));
  const length = Math.max(0, ...blocks.map(block => block.at), ...marks.map(mark => mark.at));

  let now = length, playing = false, before = 0;

  const arrived = (block, at) => {
    let soFar = 0;
    for (const [when, characters] of block.pace) {
      if (when > at) break;
      soFar = characters;
    }
    return soFar / Math.max(1, block.pace[block.pace.length - 1][1]);
  };
  const draw = () => {
    const end = now >= length;
    for (const {element, at} of turns) element.hidden = !end && at > now;
    for (const {element, at} of marks) element.hidden = !end && at > now;
    for (const block of blocks) {
      const live = !end && block.at > now;
      block.element.hidden = live && block.from > now;
      block.element.classList.toggle("live", live);
      const share = live ? (block.pace.length ? arrived(block, now) : 0) : 1;
      for (const answer of block.answers) cut(answer, Math.floor(answer.length * share));
    }
    seek.value = String(now);
    clock.value = (now / 1000).toFixed(1) + "s";
    play.textContent = playing ? "Pause" : "Play";
    page.dataset.player = playing ? "playing" : end ? "ended" : "paused";
  };
  const go = (to, on) => {
    now = Math.max(0, Math.min(length, to));
    playing = on && now < length;
    const atBottom = innerHeight + scrollY >= page.scrollHeight - 80;
    draw();
    // who reads further up is not moved
    if (playing && atBottom) scrollTo(0, page.scrollHeight);
  };
  const tick = () => {
    const then = performance.now();
    if (playing) {
      go(now + (then - before) * Number(speed.value), true);
      before = then;
      if (playing) setTimeout(tick, 16);
    }
  };
  const start = from => {
    before = performance.now();
    go(from, true);
    setTimeout(tick, 16);
  };

  play.addEventListener("click", () => playing ? go(now, false) : start(now >= length ? 0 : now));
  part("end").addEventListener("click", () => go(length, false));
  seek.addEventListener("input", () => go(Number(seek.value), playing));
  document.addEventListener("keydown", event => {
    if (event.key === " " && !event.target.closest("button, input, select, summary, a")) {
      event.preventDefault();
      play.click();
    }
  });

  seek.max = String(length);
  player.hidden = length === 0;
  draw();
  // page.html#play begins at once, page.html#play=8 so many times as fast, page.html#at=1500 stands still there
  const [wish, value] = location.hash.slice(1).split("=");
  if (wish === "play") {
    if ([...speed.options].some(option => option.value === value)) speed.value = value;
    start(0);
  } else if (wish === "at") {
    go(Number(value) || 0, false);
  }
})();
