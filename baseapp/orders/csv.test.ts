import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvCell, csvText } from './csv.ts'

test('a cell that a spreadsheet would run is made text', () => {
  assert.equal(csvCell('=1+1'), "'=1+1")
  assert.equal(csvCell('@SUM(A1)'), "'@SUM(A1)")
  assert.equal(csvCell('+49'), "'+49")
  assert.equal(csvCell('-2+3'), "'-2+3")
  assert.equal(csvCell('\t=1'), "'\t=1")
  assert.equal(csvCell('＝cmd'), "'＝cmd")
  assert.equal(csvCell('=HYPERLINK("http://x")'), '"\'=HYPERLINK(""http://x"")"')
})

test('numbers stay numbers, also negative ones', () => {
  assert.equal(csvCell('-12.5'), '-12.5')
  assert.equal(csvCell(0), '0')
})

test('separators, quotes and line breaks are quoted; nothing is an empty cell', () => {
  assert.equal(
    csvText(
      ['a', 'b'],
      [
        ['x,y', 'say "hi"'],
        [null, undefined],
        ['one\ntwo', 3],
      ],
    ),
    'a,b\r\n"x,y","say ""hi"""\r\n,\r\n"one\ntwo",3\r\n',
  )
})
