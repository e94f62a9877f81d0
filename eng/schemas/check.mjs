// node check.mjs FOLDER FILE…: validates each Kubernetes object of the YAML files to the field, by the packages that are installed in FOLDER (npm ci
// with this folder's package-lock.json). One line a fault; exit 1 if there was one.
// Two checks: the packages' compiled schemas say what is missing or has a wrong value; TypeScript, given each object as a literal of its declared type,
// says which field does not exist.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, ...files] = process.argv.slice(2);
const here = path.resolve(folder);
const require = createRequire(path.join(here, "package.json"));
const ts = require("typescript");
const { parseAllDocuments } = require("yaml");
const packages = { "keda.sh": "@kubernetes-models/keda", "monitoring.coreos.com": "@kubernetes-models/prometheus-operator" };
// Not objects of an API server: files of kustomize and of kind.
const tools = ["kustomize.config.k8s.io", "kind.x-k8s.io"];

const objects = files.flatMap(read);
const faults = [...(await schemaFaults()), ...fieldFaults()];
faults.forEach((fault) => console.log(fault));
console.log(`${objects.length} objects, ${faults.length} faults`);
process.exitCode = faults.length === 0 && objects.length > 0 ? 0 : 1;

function read(file) {
  return parseAllDocuments(readFileSync(file, "utf8")).flatMap((document) => {
    if (document.errors.length > 0) throw new Error(`${file}: ${document.errors[0].message}`);
    const value = document.toJS();
    if (value === null) return [];
    const group = value.apiVersion?.includes("/") ? value.apiVersion.split("/")[0] : "";
    if (tools.includes(group)) return [];
    const name = `${path.basename(file)}: ${value.kind} ${value.metadata?.name}`;
    return [{ value, name, module: `${packages[group] ?? "kubernetes-models"}/${value.apiVersion}` }];
  });
}

async function schemaFaults() {
  const found = [];
  for (const { value, name, module } of objects) {
    try {
      const model = (await import(pathToFileURL(path.join(here, "node_modules", module, "index.js")).href))[value.kind];
      if (model === undefined) throw new Error(`there is no kind ${value.kind} in ${value.apiVersion}`);
      new model(value).validate();
    } catch (error) {
      found.push(`${name}: ${error.message}`);
    }
  }
  return found;
}

function fieldFaults() {
  const virtual = path.join(here, "objects.ts");
  const lines = objects.map(
    ({ value, module }, i) => `import type { I${value.kind} as T${i} } from "${module}"; export const o${i}: T${i} = ${JSON.stringify(value)};`,
  );
  const options = { noEmit: true, strict: true, skipLibCheck: true, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.getSourceFile = (file, ...rest) =>
    file === virtual ? ts.createSourceFile(file, lines.join("\n"), ts.ScriptTarget.ES2022, true) : getSourceFile(file, ...rest);
  host.fileExists = (file) => file === virtual || fileExists(file);
  host.readFile = (file) => (file === virtual ? lines.join("\n") : readFile(file));
  const program = ts.createProgram([virtual], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .filter((diagnostic) => diagnostic.file?.fileName === virtual)
    .map((diagnostic) => {
      const line = diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line;
      return `${objects[line].name}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, " ")}`;
    });
}
