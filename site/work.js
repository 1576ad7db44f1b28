// What a reader writes in a live chapter, JupyterLite keeps in this browser. Each chapter's page shows that there is
// such a copy, saves it as a file, and starts over: the copy moves aside, and the chapter is as published.

const chapter = document.currentScript.dataset.notebook;
const storage = "JupyterLite Storage - " + new URL("live/", location.href).pathname;

const answer = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function opened() {
  const known = await indexedDB.databases(); // to open one that is not there would make it
  return known.some((one) => one.name === storage) ? answer(indexedDB.open(storage)) : null;
}

async function copy() {
  const database = await opened();
  const there = database?.objectStoreNames.contains("files");
  const found = there && (await answer(database.transaction("files").objectStore("files").get(chapter)));
  database?.close();
  return found;
}

async function moveAside() {
  const database = await opened();
  const files = database.transaction("files", "readwrite").objectStore("files");
  const [taken, found] = await Promise.all([answer(files.getAllKeys()), answer(files.get(chapter))]);
  let path, i = 1;
  do path = chapter.replace(".ipynb", ` (mine ${i++}).ipynb`); while (taken.includes(path));
  await answer(files.put({ ...found, path, name: path.split("/").pop() }, path));
  await answer(files.delete(chapter));
  database.close();
  return path.split("/").pop();
}

// The tabs of an earlier visit would come back beside the chapter, each with a Python of its own.
async function forgetTabs() {
  const database = await opened();
  if (database?.objectStoreNames.contains("statedb"))
    await answer(database.transaction("statedb", "readwrite").objectStore("statedb").delete("default"));
  database?.close();
}

async function show() {
  const kept = document.getElementById("kept");
  const found = await copy();
  if (!found) return;
  kept.hidden = false;
  kept.querySelector("time").textContent = new Date(found.last_modified).toLocaleString();
  kept.querySelector(".save").onclick = async () => {
    const file = new Blob([JSON.stringify((await copy()).content, null, 1)], { type: "application/x-ipynb+json" });
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(file), download: found.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  };
  kept.querySelector(".over").onclick = async () => {
    kept.textContent = `The live chapter is as published again. Yours is beside it there, as “${await moveAside()}”.`;
  };
}

document.querySelector(".live a").onclick = async (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a tab or a window of its own
  event.preventDefault();
  try {
    await forgetTabs();
  } finally {
    location = event.target.href; // also where a browser keeps nothing
  }
};
show();
addEventListener("pageshow", (event) => event.persisted && show()); // back from the live chapter
