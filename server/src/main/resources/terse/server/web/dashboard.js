// What plain HTML cannot do: copying, and counting clicks while one looks.
"use strict";

async function copy(button) {
  const text = button.dataset.copy;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
  const label = button.querySelector("span");
  label.textContent = "Copied";
  document.getElementById("notice").textContent = "Copied " + text;
  setTimeout(() => { label.textContent = "Copy"; }, 2000);
}

// The way for pages that are not served by https, where browsers have no clipboard.
function copyBySelection(text) {
  const field = document.createElement("textarea");
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    copy(button);
  }
});

// Counts clicks while somebody looks: a page that is hidden gives its stream back.
function watch(line) {
  let clicks = 0;
  let stream = null;
  const show = () => {
    line.textContent = clicks.toLocaleString() + " " + line.dataset.liveText;
    line.classList.add("live-on");
  };
  const turn = () => {
    if (document.hidden) {
      stream?.close();
      stream = null;
      line.classList.remove("live-on");
    } else if (stream === null) {
      stream = new EventSource(line.dataset.live);
      stream.onopen = show;
      stream.onmessage = (event) => {
        clicks += Number(event.data);
        show();
      };
      stream.onerror = () => line.classList.remove("live-on");
    }
  };
  document.addEventListener("visibilitychange", turn);
  turn();
}

document.querySelectorAll("[data-live]").forEach(watch);
