import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect, readSources } from './inspect.ts'

const offences: [what: string, path: string, text: string, finding: RegExp][] = [
  ['a room that is not drawn', 'core/helpers/x.ts', '', /in no room/],
  [
    'the ledger reaching into matching',
    'core/ledger/x.ts',
    "import { a } from '../matching/index.ts'",
    /may not/,
  ],
  [
    'peatio reaching into barong',
    'peatio/trading/x.ts',
    "import { a } from '../../barong/index.ts'",
    /may not/,
  ],
  [
    'the app reaching into the server',
    'baseapp/x.tsx',
    "import { a } from '../peatio/engine/index.ts'",
    /may not/,
  ],
  [
    'a window, over several lines',
    'core/exchange/x.ts',
    "import {\n  hold,\n} from '../ledger/hold.ts'",
    /climbs through a window/,
  ],
  ['a window between rooms of barong', 'barong/authz/x.ts', "import { a } from '../sessions/b.ts'", /window/],
  ['a dynamic import across a wall', 'core/units/x.ts', "const a = import('../ledger/index.ts')", /may not/],
  ['a dependency of the core', 'core/units/x.ts', "import { z } from 'zod'", /is pure/],
  ['a clock in the core', 'core/exchange/x.ts', 'const now = Date.now()', /Date\.now/],
  ['chance in the core', 'core/matching/x.ts', 'const dice = Math.random()', /Math\.random/],
  ['a barrel', 'contract/index.ts', "export * from './a.ts'", /export \*/],
  ['unfinished work', 'barong/authz/x.ts', '// TODO later', /TODO/],
  ['a silent catch', 'platform/log/x.ts', 'try { a() } catch {}', /catch/],
  ['a skipped test', 'barong/authz/x.test.ts', "test.skip('x', () => {})", /skip/],
  ['a type that was talked away', 'contract/x.ts', 'const a = b as unknown as C', /say a type/],
  ['money as a float', 'peatio/trading/x.ts', 'parseFloat(price)', /units constructor/],
  ['a word of another house', 'peatio/trading/x.ts', 'const order = { volumeLeft: 1 }', /remaining/],
  ['a path of one machine', 'processes/x.ts', "const home = '/root/data'", /root/],
  ['a line too wide', 'contract/x.ts', `const a = '${'x'.repeat(120)}'`, /columns wide/],
  ['a file too long', 'contract/x.ts', 'a\n'.repeat(302), /at most 300/],
  ['a door that says nothing', 'peatio/trading/index.ts', 'export const a = 1', /does not begin by saying/],
]

for (const [what, path, text, finding] of offences) {
  test(`the inspector sees ${what}`, () => {
    const findings = inspect([{ path, text }])
    assert.ok(
      findings.some((each) => finding.test(each)),
      `found only: ${findings.join('; ') || 'nothing'}`,
    )
  })
}

test('clean sources pass', () => {
  const clean = [
    {
      path: 'core/ledger/x.ts',
      text: "import { assert } from '../units/index.ts'\nexport const a = assert\n",
    },
    {
      path: 'barong/authz/x.ts',
      text: "import { a } from '../sessions/index.ts'\nimport { b } from './y.ts'\n",
    },
    { path: 'baseapp/x.tsx', text: "import { Button } from '../web/kit/button.tsx'\n// TODO(#12) later\n" },
  ]
  assert.deepEqual(inspect(clean), [])
})

test('the house itself passes', () => {
  const findings = inspect(readSources(process.cwd()))
  assert.deepEqual(findings, [])
})
