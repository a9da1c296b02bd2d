import assert from 'node:assert/strict'
import { test } from 'node:test'
import { streamFrame, textFrame } from './frame.ts'

test('a frame states the length of its payload in the shortest of three ways', () => {
  const headers: [length: number, header: number[]][] = [
    [0, [0x81, 0]],
    [125, [0x81, 125]],
    [126, [0x81, 126, 0, 126]],
    [65_535, [0x81, 126, 255, 255]],
    [65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
  ]
  for (const [length, header] of headers) {
    const frame = textFrame('x'.repeat(length))
    assert.deepEqual([...frame.subarray(0, header.length)], header)
    assert.equal(frame.length, header.length + length)
  }
})

test('a stream message has one key, and its length counts bytes', () => {
  const frame = streamFrame('a.b', 'é')
  assert.equal(frame.subarray(2).toString(), '{"a.b":"é"}')
  assert.equal(frame[1], frame.length - 2)
})
