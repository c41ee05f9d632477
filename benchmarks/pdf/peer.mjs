// Does the same work as ours.py with @libpdf/core: `node peer.mjs FOLDER`.
// A line "NAME" on standard input makes one completion of FOLDER/NAME.json; the answer is its times in milliseconds, and its size.
import { readFileSync, writeFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { P12Signer, PDF } from "@libpdf/core";

const [folder] = process.argv.slice(2);
const read = (name) => new Uint8Array(readFileSync(`${folder}/${name}`));
const signer = await P12Signer.create(read("key.p12"), "");
const fontBytes = read("font.ttf");
const pictures = [0, 1, 2, 3].map((n) => read(`picture${n}.png`));
const HEIGHT = 842;

async function complete(template, texts, images) {
  const pdf = await PDF.load(template);
  const font = pdf.embedFont(fontBytes);
  const pages = pdf.getPages();
  for (const [page, text, x, y, size] of texts) pages[page].drawText(text, { x, y: HEIGHT - y, font, size });
  for (const [page, n, x, y] of images) {
    pages[page].drawImage(pdf.embedImage(pictures[n]), { x, y: HEIGHT - y, width: 120 });
  }
  const filled = await pdf.save({ subsetFonts: true });
  const signed = await (await PDF.load(filled)).sign({ signer, reason: "Contract completed" });
  return signed.bytes;
}

const kept = new Map();
console.log("ready");
for await (const name of createInterface({ input: process.stdin })) {
  if (!kept.has(name)) {
    const job = JSON.parse(readFileSync(`${folder}/${name}.json`));
    kept.set(name, { ...job, template: read(job.template), blank: read("blank.pdf") });
  }
  const job = kept.get(name);
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const document = await complete(job.template, job.texts, job.pictures);
  const certificate = await complete(job.blank, job.certificate, job.shown);
  const used = process.cpuUsage(cpu);
  const times = { cpu: (used.user + used.system) / 1000, wall: performance.now() - wall };
  console.log(JSON.stringify({ ...times, size: document.length + certificate.length }));
  writeFileSync(`${folder}/peer-${name}.pdf`, document);
}
