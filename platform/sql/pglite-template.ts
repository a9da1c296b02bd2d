import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/**
 * An empty database costs seconds to initialise and a fraction to load, so new ones start from a copy kept beside
 * the installed package, where nobody but its owner writes.
 */
function templatePath(): string | undefined {
  const require = createRequire(import.meta.url)
  const entry = require.resolve('@electric-sql/pglite')
  const modules = entry.lastIndexOf('node_modules')
  if (modules === -1) return undefined
  const root = entry.slice(0, modules + 'node_modules'.length)
  const { version } = require(join(root, '@electric-sql/pglite/package.json')) as { version: string }
  return join(root, '.cache', 'opex', `pglite-${version}.tgz`)
}

export async function loadTemplate(): Promise<Blob | undefined> {
  const path = templatePath()
  if (path === undefined) return undefined
  try {
    return new Blob([await readFile(path)])
  } catch {
    // Not kept yet: the caller initialises an empty one.
    return undefined
  }
}

/** Keeps a copy for the next start, whole or not at all. */
export async function keepTemplate(dump: () => Promise<Blob>): Promise<void> {
  const path = templatePath()
  if (path === undefined) return
  try {
    await mkdir(dirname(path), { recursive: true })
    const draft = `${path}.${process.pid}.new`
    await writeFile(draft, Buffer.from(await (await dump()).arrayBuffer()), { mode: 0o600 })
    await rename(draft, path)
  } catch {
    // A read-only installation only loses the head start.
  }
}
