import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { TextShelf } from './text-shelf.ts'

test('a shelf gives back what was last written to each place, in every script and size', () => {
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.constant('€'.repeat(400_000)))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 20 }), (texts) => {
      const shelf = new TextShelf(7)
      texts.forEach((each, index) => shelf.write(index % 7, each))
      texts.slice(-7).forEach((each, index) => {
        const place = (Math.max(0, texts.length - 7) + index) % 7
        assert.equal(shelf.read(place), each)
      })
    }),
    { numRuns: 60 },
  )
})

test('a place that was never written is empty', () => {
  assert.equal(new TextShelf(3).read(2), '')
})
