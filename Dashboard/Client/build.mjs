// Bundles the dashboard's client into one folder: node build.mjs OUT. The packages are found beside this file or through NODE_PATH.
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

const shared = { bundle: true, minify: true, absWorkingDir: here, outdir: out, nodePaths: [packages], logLevel: 'warning', legalComments: 'linked', target: ['es2022'] }
await esbuild.build({ ...shared, entryPoints: ['theme.js'], format: 'iife' })
await esbuild.build({ ...shared, entryPoints: ['client.js'], format: 'esm', splitting: true, chunkNames: 'client-[name]-[hash]' })
await esbuild.build({ ...shared, entryPoints: ['css/redkube.css'] })
