import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { ByteReader } from './byte-reader.ts'
import { ByteWriter } from './byte-writer.ts'

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary-ascii', maxLength: 40 }),
  fc.constant('€'.repeat(3_000)),
)
const field = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), value: text }),
  fc.record({ kind: fc.constant('name' as const), value: text }),
  fc.record({ kind: fc.constant('number' as const), value: fc.double() }),
  fc.record({ kind: fc.constant('count' as const), value: fc.nat(2 ** 31) }),
  fc.record({ kind: fc.constant('byte' as const), value: fc.nat(255) }),
)
type Field = { kind: 'text' | 'name' | 'number' | 'count' | 'byte'; value: string | number }

function write(writer: ByteWriter, fields: Field[]): void {
  for (const { kind, value } of fields) {
    if (kind === 'name') writer.text(value as string)
    else writer[kind](value as never)
  }
}
const read = (reader: ByteReader, fields: Field[]) => fields.map(({ kind }) => reader[kind]())

test('fields come back in their order, whatever script and size their texts have', () => {
  fc.assert(
    fc.property(fc.array(field, { maxLength: 30 }), (fields: Field[]) => {
      const writer = new ByteWriter()
      write(writer, fields)
      for (const bytes of [writer.bytes, writer.copy()]) {
        const reader = new ByteReader(bytes)
        assert.deepEqual(
          read(reader, fields),
          fields.map(({ value }) => value),
        )
        assert.ok(reader.done)
      }
    }),
  )
})

test('names whose places collide stay apart', () => {
  const names = Array.from({ length: 20_000 }, (_, count) => `ID${count * 7_919}`)
  const writer = new ByteWriter()
  for (const name of [...names, ...names]) writer.text(name)
  const reader = new ByteReader(writer.bytes)
  for (const name of [...names, ...names]) assert.equal(reader.name(), name)
})

test('a part of another writer is copied, and a cleared writer begins anew', () => {
  const [one, other] = [new ByteWriter(), new ByteWriter()]
  one.text('left out')
  const from = one.length
  one.text('kept')
  const to = one.length
  one.text('left out too')
  other.text('before')
  other.copyFrom(one, from, to)
  const reader = new ByteReader(other.bytes)
  assert.deepEqual([reader.text(), reader.text(), reader.done], ['before', 'kept', true])
  other.clear()
  other.number(3)
  assert.equal(new ByteReader(other.bytes).number(), 3)
})

test('a count is written anew where it stands', () => {
  const writer = new ByteWriter()
  writer.count(0)
  writer.text('x'.repeat(9_000))
  writer.countAt(0, 77)
  assert.equal(new ByteReader(writer.bytes).count(), 77)
})
