// Structured data of every page of a built site, in the eyes of a validator of schema.org and Google's rules.
// node scripts/structured_data.mjs NODE_MODULES OUTPUT → JSON on standard output: {"pages": n, "facts": n, "issues": [{page, severity, message}]}
import { readFile, readdir } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, output] = process.argv.slice(2).map((path) => resolve(path));
const load = async (path) => (await import(pathToFileURL(join(modules, path)).href)).default;
const Validator = await load("@adobe/structured-data-validator/src/index.js");
const Extractor = await load("@marbec/web-auto-extractor/dist/index.js");

async function* pages(folder) {
  for (const entry of (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* pages(path);
    else if (entry.name.endsWith(".html")) yield path;
  }
}

const told = { pages: 0, facts: 0, issues: [] };
for await (const path of pages(output)) {
  const found = new Extractor({ addLocation: true, embedSource: ["rdfa", "microdata"] }).parse(await readFile(path, "utf8"));
  told.pages += 1;
  told.facts += Object.values(found.jsonld ?? {}).flat().length;
  for (const error of found.errors ?? []) told.issues.push({ page: relative(output, path), severity: "ERROR", message: error.message });
  for (const issue of await new Validator().validate(found)) {
    const where = (issue.path ?? []).map((step) => step.type ?? step.property ?? "").join(" › ");
    told.issues.push({ page: relative(output, path), severity: issue.severity, message: `${where}: ${issue.issueMessage}` });
  }
}
process.stdout.write(JSON.stringify(told));
