// Opens each report in a folder and tells, as JSON, what the browser and axe-core find.
// Usage: node look.mjs FOLDER

import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const folder = resolve(process.argv[2]);
const flags = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
const page = await browser.newPage();
const requests = [];
const messages = [];
page.on("request", (request) => requests.push(request.url()));
page.on("console", (message) => messages.push(message.text()));
page.on("pageerror", (error) => messages.push(String(error)));

// By all rules of axe-core but the experimental ones.
async function violations() {
  const found = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
  const told = (violation) => violation.nodes.map((node) => `${violation.id}: ${node.html}`);
  return found.violations.flatMap(told);
}

async function sheets() {
  const pdf = await page.pdf({ preferCSSPageSize: true });
  return pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g).length;
}

async function visit(name) {
  requests.length = messages.length = 0;
  const url = pathToFileURL(join(folder, name)).href;
  await page.goto(url);
  await page.evaluate(axe);
  const looks = [];
  for (const colorScheme of ["light", "dark"]) {
    await page.emulateMedia({ colorScheme });
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      const widest = await page.evaluate(() => document.scrollingElement.scrollWidth);
      looks.push({ colorScheme, width, widest, violations: await violations() });
    }
  }
  const asked = requests.filter((request) => request !== url);
  return { name, looks, requests: asked, messages: [...messages], sheets: await sheets() };
}

const seen = [];
for (const name of readdirSync(folder).filter((name) => name.endsWith(".html")).sort()) {
  seen.push(await visit(name));
}
await browser.close();
console.log(JSON.stringify(seen));
