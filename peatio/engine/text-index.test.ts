import assert from 'node:assert/strict'
import { test } from 'node:test'
import { seededRandom } from './seeded-stream.ts'
import { hashText, TextIndex } from './text-index.ts'

test('an index finds what a Map finds, however texts collide, come and leave (seed 4)', () => {
  const random = seededRandom(4)
  for (const spread of [2 ** 32, 5_000, 7, 1]) {
    const index = new TextIndex()
    const twin = new Map<string, number>()
    const texts: string[] = []
    // As long as few hashes are in use, most of the numbers stand far from the place of their own.
    const hashOf = (text: string) => hashText(text) % spread
    const steps = spread < 10 ? 1_500 : 20_000
    for (let step = 1; step <= steps; step++) {
      const text = `order-${Math.floor(random() * steps)}`
      const isIt = (found: number) => texts[found] === text
      assert.equal(index.find(hashOf(text), isIt), twin.get(text))
      const known = twin.get(text)
      if (known !== undefined) {
        assert.equal(index.delete(hashOf(text), known), true)
        assert.equal(index.delete(hashOf(text), known), false)
        twin.delete(text)
      } else if (random() < 0.7) {
        texts[step] = text
        index.add(hashOf(text), step)
        twin.set(text, step)
      }
      assert.equal(index.size, twin.size)
    }
    for (const [text, number] of twin)
      assert.equal(
        index.find(hashOf(text), (found) => texts[found] === text),
        number,
      )
  }
})

test('a hash stays within 32 bits and tells texts apart', () => {
  const texts = Array.from({ length: 20_000 }, (_, count) => `ID${count}:00000000-0000-4000-8000-${count}`)
  const hashes = new Set(texts.map(hashText))
  assert.ok(hashes.size > 19_900)
  for (const hash of hashes) assert.ok(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32)
  assert.equal(hashText('a'), hashText(['a'].join('')))
})
