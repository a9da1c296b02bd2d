import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createMemoryDisk } from '../../platform/storage/index.ts'

/** The fixtures stay with the sources; this file runs from wherever it was compiled to. */
function fixturesFrom(directory: string): string {
  const found = join(directory, 'peatio/engine/fixtures')
  return existsSync(found) ? found : fixturesFrom(dirname(directory))
}

/** Where journals of all versions are kept. */
export const fixtures: string = fixturesFrom(dirname(fileURLToPath(import.meta.url)))

export type Expected = { sequence: number; stateHash: string; openOrders: number; segments: string[] }

export function expectedOf(version: string): Expected {
  return JSON.parse(readFileSync(join(fixtures, version, 'expected.json'), 'utf8')) as Expected
}

/** A disk that holds the fixture, and its writer; the writers of the fixture had earlier terms. */
export function diskWith(version: string, segments: string[]) {
  const disk = createMemoryDisk(() => 0)
  let storage = disk.open()
  while (storage.epoch < 9) {
    disk.kill()
    storage = disk.open()
  }
  for (const name of segments) storage.replace(name, [readFileSync(join(fixtures, version, name))])
  return { disk, storage }
}
