// Bundles the dashboard's client into one folder: node build.mjs OUT. The packages are found beside this file or through NODE_PATH.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = dirname(fileURLToPath(import.meta.url))
const [out] = process.argv.slice(2)
if (!out) {
  console.error('usage: node build.mjs OUT')
  process.exit(2)
}

const packages = process.env.NODE_PATH ?? join(here, 'node_modules')
const esbuild = createRequire(join(packages, 'nothing.js'))('esbuild')
const shared = {
  absWorkingDir: here, bundle: true, legalComments: 'none', logLevel: 'warning', metafile: true, minify: true, nodePaths: [packages], outdir: out, target: ['es2022'],
}

const built = [
  await esbuild.build({ ...shared, entryPoints: ['theme.js'], format: 'iife' }),
  await esbuild.build({ ...shared, entryPoints: ['client.js'], format: 'esm', splitting: true, chunkNames: 'client-[name]-[hash]' }),
  await esbuild.build({ ...shared, entryPoints: ['css/redkube.css'] }),
]

// The licences of what is in the bundle go with it, as they ask.
const used = new Set(built.flatMap(({ metafile }) => Object.keys(metafile.inputs)).map(path => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1]).filter(Boolean))
const notices = [...used].sort().map(name => {
  const folder = join(packages, name)
  const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find(one => /^licen[cs]e/i.test(one))
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : 'No text of the licence comes with the package.'}\n`
})
writeFileSync(join(out, 'licences.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`))
