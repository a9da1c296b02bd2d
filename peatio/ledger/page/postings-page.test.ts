import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { operationsOf } from '../../engine/projector/index.ts'
import { examples } from './examples.ts'
import { movesMoney } from './moves-money.ts'
import { imbalanceOf, postingsPage, typeOf } from './postings-page.ts'

/** The page stays with the sources; this file runs from wherever it was compiled to. */
function pageFrom(directory: string): string {
  const found = join(directory, 'docs/accounting.md')
  return existsSync(found) ? found : pageFrom(dirname(directory))
}

test('docs/accounting.md says what the code books', () => {
  const text = readFileSync(pageFrom(dirname(fileURLToPath(import.meta.url))), 'utf8')
  const made = /<!-- made -->\n\n([\s\S]*)\n\n<!-- \/made -->/.exec(text)?.[1]
  // Spaces that a formatter puts into tables say nothing.
  const plain = (markdown = '') => markdown.replace(/ +/g, ' ').replace(/\| ?-+ ?(?=\|)/g, '| --- ')
  assert.equal(
    plain(made),
    plain(postingsPage()),
    'run dist/peatio/ledger/page/write-page.js docs/accounting.md',
  )
})

test('every event that moves money is on the page, and balances there', () => {
  const shown = new Set(examples.map(({ event }) => event.kind))
  for (const [kind, moves] of Object.entries(movesMoney)) {
    assert.equal(shown.has(kind as never), moves, kind)
  }
  for (const { title, event } of examples) {
    assert.ok(operationsOf(event, typeOf).length > 1, title)
    for (const [asset, sum] of imbalanceOf(event)) assert.equal(sum, 0n, `${title}: ${asset}`)
  }
})
