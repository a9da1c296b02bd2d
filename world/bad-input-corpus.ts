import { percent } from './bad-input-wire.ts'

/** One bad value: as JSON (raw text, so that `1e400` stays what it is), and as text for paths, forms and queries. */
export type Bad = { what: string; json: string; text?: string; query?: (name: string) => string }

const text = (what: string, value: string): Bad => ({
  what,
  json: JSON.stringify(value),
  text: value,
  query: (name) => `${percent(name)}=${percent(value)}`,
})
const json = (value: string): Bad => ({ what: value.slice(0, 40), json: value })
const query = (what: string, spell: (name: string) => string): Bad => ({ what, json: '[]', query: spell })
/** A value in all its spellings, and nothing wrong with it. */
export const plainly = (value: string): Bad => text('sound', value)

const each = (values: readonly string[]) =>
  values.map((value) => text(JSON.stringify(value).slice(0, 40), value))

const numbers = each([
  'NaN',
  'nan',
  'Infinity',
  '-Infinity',
  '1e5',
  '1E-5',
  '1e400',
  '-1',
  '-0',
  '-0.0',
  '0',
  '0.0',
  '00',
  '+1',
  '0x10',
  '0b1',
  '1_000',
  '1,5',
  '1.',
  '.5',
  '--1',
  '1.2.3',
  '1 ',
  ' 1',
  '\n1',
  '١٢٣',
  '１２',
  '½',
  '1n',
  '2²',
  '1.0000000000000000001',
  '0.0000000000000000001',
  '9007199254740993',
  '-9223372036854775809',
  '340282366920938463463374607431768211456',
  '9'.repeat(30),
  `0.${'0'.repeat(40)}1`,
  '9'.repeat(400),
])
const jsonNumbers = [
  '1e400',
  '-1e400',
  '1e5',
  '1E-30',
  '-0',
  '-1',
  '1.5',
  '123456789012345678901234567890',
  '0e0',
]

const words = each([
  '',
  ' ',
  '\t\r\n',
  'null',
  'undefined',
  'true',
  'false',
  'NULL',
  '[]',
  '{}',
  '[object Object]',
  '%',
  '%00',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '__defineGetter__',
  "' OR '1'='1",
  '"; DROP TABLE users; --',
  "btcusdt'); select pg_sleep(9) --",
  '\\',
  "''",
  '`id`',
  '$(id)',
  '../../etc/passwd',
  '..%2f',
  '.',
  '..',
  '/',
  '//',
  ';',
  '?',
  '#',
  '&limit=1',
  '=',
  '<script>alert(1)</script>',
  '\r\nset-cookie: a=b',
  '${7*7}',
  '{{7*7}}',
  '*',
  '(a+)+$',
  'any',
  'global',
  'admin@opex.local',
  '\u0000',
  'a\u0000b',
  'ID\u0000',
  '\u0001\u0007\u001b[31m',
  '\u007f',
  '\u202Eabc',
  '\u200b',
  '\ufeff',
  '\ufffe',
  '\ud800',
  'a\udc00',
  '👩‍👩‍👧‍👦',
  'שלום',
  'İstanbul',
  'ﬃ',
  'Kelvin',
  'e\u0301',
  '\u{1f4a9}'.repeat(70),
])
const long = [
  text('65 characters', 'x'.repeat(65)),
  text('256 characters', 'x'.repeat(256)),
  text('10,000 characters', 'x'.repeat(10_000)),
]

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth)
const shapes = [
  'true',
  'false',
  '[]',
  '[[]]',
  '[null]',
  '[1,2]',
  '["buy","sell"]',
  '["wait",["done"]]',
  '{}',
  '{"a":1}',
  '{"$gt":""}',
  '{"length":1}',
  '{"toString":"x"}',
  '{"id":1}',
  '{"0":"a","length":1}',
  '[{}]',
  '[""]',
].map(json)
const deepShapes = [
  { what: 'arrays, 2,000 deep', json: deep('[', ']', 2_000) },
  { what: 'objects, 2,000 deep', json: `${'{"a":'.repeat(2_000)}1${'}'.repeat(2_000)}` },
  { what: '101 values', json: JSON.stringify(Array.from({ length: 101 }, () => 'wait')) },
]
const queries = [
  query('twice', (name) => `${percent(name)}=a&${percent(name)}=b`),
  query('an array', (name) => `${percent(name)}[]=a&${percent(name)}[]=b`),
  query('an empty array', (name) => `${percent(name)}[]=`),
  query('a key of a key', (name) => `${percent(name)}[a]=1`),
  query('a key of __proto__', (name) => `${percent(name)}[__proto__]=1`),
  query('no equals sign', (name) => percent(name)),
  query('broken percent', (name) => `${percent(name)}=%zz%`),
  query('no UTF-8', (name) => `${percent(name)}=%ff%fe%ed%a0%80`),
  query('101 times', (name) => Array.from({ length: 101 }, () => `${percent(name)}=wait`).join('&')),
]

/** Everything that a parameter may be given instead of what it wants. */
export const corpus: readonly Bad[] = [
  ...numbers,
  ...jsonNumbers.map(json),
  ...words,
  ...long,
  ...shapes,
  ...deepShapes,
  ...queries,
]

/** The value that is wanted, spoilt a little: what passes a first look and fails at a second. */
export function spoilt(sound: string): Bad[] {
  const values = [
    `${sound}\u0000`,
    ` ${sound}`,
    `${sound}\n`,
    sound.toUpperCase(),
    `${sound}\u202e`,
    `${sound}${sound}`,
    `${sound}é`,
  ]
  return [
    ...each(values),
    json(JSON.stringify([sound])),
    json(JSON.stringify({ 0: sound })),
    query(
      'twice what is wanted',
      (name) => `${percent(name)}=${percent(sound)}&${percent(name)}=${percent(sound)}`,
    ),
  ]
}

/** A few that hit different reading code, for where everything would be too much. */
export const digest: readonly Bad[] = corpus.filter(
  ({ what }) =>
    [
      '"NaN"',
      '"1e5"',
      '"-1"',
      '"1.0000000000000000001"',
      '""',
      '"a\\u0000b"',
      '"__proto__"',
      '10,000 characters',
    ].includes(what) ||
    ['[]', '{"a":1}', 'true', 'twice', 'broken percent', '1e400', `"' OR '1'='1"`].includes(what),
)
