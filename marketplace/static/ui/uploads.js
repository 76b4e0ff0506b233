// Sends chosen files in pieces as they are chosen, and goes on where a lost connection left it (the tus protocol). The form
// then names the upload in place of the file. Without this script, or where uploads are refused, the form sends the file.
const MIN_PIECE = 1 << 18, MAX_PIECE = 1 << 23, PAUSES = [500, 1000, 2000, 4000, 8000, 15000];
const sending = new WeakMap();
const token = () => document.querySelector("meta[name=csrf-token]").content;
const ask = (method, url, headers = {}, body = undefined) => fetch(url, {
  method, body, redirect: "manual", headers: { "Tus-Resumable": "1.0.0", "X-CSRFToken": token(), ...headers },
});
const in64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
const pause = (time) => new Promise((done) => { setTimeout(done, time); addEventListener("online", done, { once: true }); });
const keyOf = (input, file) => `upload ${input.dataset.upload} ${file.name} ${file.size} ${file.lastModified}`;

// What is said below the field: how far it is, or why it is not taken.
const show = (input, text, part) => {
  const box = input.closest(".upload");
  let out = box.querySelector("[data-state]");
  if (!out) {
    box.insertAdjacentHTML("beforeend", '<span data-state><progress max="1"></progress> <span class="meta" role="status"></span></span>');
    out = box.querySelector("[data-state]");
    out.firstChild.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? "");
  }
  out.firstChild.value = part;
  if (out.lastChild.textContent !== text) out.lastChild.textContent = text;
};
const clear = (input) => input.closest(".upload").querySelectorAll("[data-state],[data-refused],[data-kept],input[type=hidden]").forEach((old) => old.remove());
const refuse = (input, text) => {
  const said = Object.assign(document.createElement("span"), { className: "err", textContent: text });
  said.setAttribute("role", "alert");
  said.dataset.refused = "";
  input.closest(".upload").append(said);
};

class Refused extends Error {}
const offsetOf = (answer) => Number(answer.headers.get("Upload-Offset"));
const begin = async (input, file) => {
  const told = `filename ${in64(file.name)},purpose ${in64(input.dataset.upload)}`;
  const answer = await ask("POST", input.closest(".upload").dataset.uploads, { "Upload-Length": String(file.size), "Upload-Metadata": told });
  if (answer.status >= 500) throw new TypeError("later");
  if (answer.status !== 201) throw new Refused((await answer.json().catch(() => ({}))).error?.message);
  return answer.headers.get("Location");
};
// The address of the upload and how much of it has arrived: of the one that was interrupted, else of a new one.
const find = async (input, file) => {
  const known = localStorage.getItem(keyOf(input, file));
  const answer = known && await ask("HEAD", known);
  if (answer && answer.status === 200) return [known, offsetOf(answer)];
  const made = await begin(input, file);
  localStorage.setItem(keyOf(input, file), made);
  return [made, 0];
};
const send = async (input, file, job) => {
  const said = input.closest(".upload").dataset;
  let piece = 1 << 20;
  for (let tries = 0; !job.over;) {
    try {
      let [url, offset] = await find(input, file);
      do {
        show(input, said.tSending.replace("{p}", Math.floor(100 * offset / file.size)), offset / file.size);
        const begun = Date.now();
        const answer = await ask("PATCH", url, { "Upload-Offset": String(offset), "Content-Type": "application/offset+octet-stream" }, file.slice(offset, offset + piece));
        if (answer.status >= 500 || [404, 409, 429].includes(answer.status)) throw new TypeError("again");
        if (answer.status !== 204) throw new Refused((await answer.json().catch(() => ({}))).error?.message);
        offset = offsetOf(answer);
        tries = 0;
        // Large pieces on a fast line, small ones where little gets through.
        piece = Date.now() - begun < 2000 ? Math.min(piece * 2, MAX_PIECE) : Math.max(piece / 2, MIN_PIECE);
      } while (offset < file.size && !job.over);
      show(input, said.tSent, 1);
      return url.split("/").at(-2);
    } catch (error) {
      if (error instanceof Refused || tries > 40) { localStorage.removeItem(keyOf(input, file)); throw error; }
      show(input, said.tWaiting, input.closest(".upload").querySelector("progress")?.value ?? 0);
      await pause(PAUSES[Math.min(tries++, PAUSES.length - 1)]);
    }
  }
  return "";
};

document.addEventListener("change", (event) => {
  const input = event.target, file = input.files?.[0];
  if (!input.matches("input[data-upload]")) return;
  if (sending.has(input)) sending.get(input).over = true;
  sending.delete(input);
  clear(input);
  if (!file || !file.size) return;
  const job = { over: false, number: "" };
  // What is refused is sent with the form: the page then says why, at its field.
  job.done = send(input, file, job).then((number) => { job.number = number; }, (error) => {
    job.over = true;
    clear(input);
    if (error instanceof Refused && error.message) refuse(input, error.message);
  });
  sending.set(input, job);
});
// A form waits until its files have arrived, and is sent once: what it names is used up by that.
let underWay = new WeakSet();
addEventListener("pageshow", () => { underWay = new WeakSet(); });
document.addEventListener("submit", async (event) => {
  const form = event.target, by = event.submitter;
  const jobs = [...form.elements].map((input) => sending.get(input)).filter((job) => job && !job.over);
  const waits = jobs.some((job) => !job.number);
  if (!jobs.length) return;
  if (waits || underWay.has(form)) { event.preventDefault(); event.stopImmediatePropagation(); }
  if (underWay.has(form)) return;
  underWay.add(form);
  if (!waits) return;
  by?.setAttribute("aria-busy", "true");
  await Promise.all(jobs.map((job) => job.done));
  by?.removeAttribute("aria-busy");
  underWay.delete(form);
  form.requestSubmit(by);
}, true);
document.addEventListener("formdata", (event) => {
  for (const input of event.target.elements) {
    const job = sending.get(input);
    if (job?.number) event.formData.set(input.name, job.number);
  }
});
