// Reads a GIFT file with gift-pegjs and tells, as JSON, the questions that it finds.
// Usage: node look.mjs FILE

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const { parse } = createRequire(import.meta.url)("gift-pegjs");
console.log(JSON.stringify(parse(readFileSync(process.argv[2], "utf8"))));
