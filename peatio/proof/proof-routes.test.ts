import assert from 'node:assert/strict'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Claims, InclusionProof, PublishedProof } from '../../contract/index.ts'
import { hashWith, readInclusion, verifyInclusion } from '../../core/proof/index.ts'
import { createHttp } from '../../platform/http/index.ts'
import { createLog } from '../../platform/log/index.ts'
import { openPglite, type Sql } from '../../platform/sql/index.ts'
import { buildProofs, sha256 } from './build-proofs.ts'
import { proofMigrations, proofRoutes } from './index.ts'
import { insertProof } from './proof-store.ts'
import { ada, bob, cy, journalOf, openScene, quiet, usdt, type Scene } from './scene.ts'
import { treeName } from './tree-layout.ts'

const verify = (authorization: string | undefined): Promise<Claims | undefined> => {
  const uid = /^Bearer (ID\w+)$/.exec(authorization ?? '')?.[1]
  const rest = { email: '', username: null, role: 'member', level: 0, state: 'active', referral_id: null }
  return Promise.resolve(uid === undefined ? undefined : { uid, ...rest })
}

const closers: (() => Promise<void>)[] = []
let app: FastifyInstance
let sql: Sql
let scene: Scene
const get = async (path: string, who?: string) => {
  const headers = who === undefined ? {} : { authorization: `Bearer ${who}` }
  const reply = await app.inject({ method: 'GET', url: `/api/v2/peatio${path}`, headers })
  return { status: reply.statusCode, body: reply.json<unknown>(), headers: reply.headers }
}
const mine = async (path: string, who: string) => {
  const { status, body, headers } = await get(`/account/liability_proofs/${path}`, who)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(headers['cache-control'], 'private, no-store')
  return body as InclusionProof
}
/** Two moments are published; in the second Cy has more. */
let [first, second]: [number, number] = [0, 0]

before(async () => {
  scene = await openScene({
    after: (close) => void closers.push(async () => void (await (close as () => unknown)())),
  })
  sql = await openPglite(undefined)
  await sql.migrate('peatio', proofMigrations)
  app = createHttp(createLog('test', 'silent'))
  const isAsset = (code: string) => ['btc', 'usdt', 'eth'].includes(code)
  proofRoutes(app, { sql, directory: scene.directory, isAsset, verify })
  const publish = async () => {
    const journal = journalOf(scene)
    const proofs = await buildProofs({ journal, directory: scene.directory, sequence: 'last', log: quiet })
    for (const proof of proofs) await insertProof(sql, proof, scene.now.at)
    return proofs[0]!.sequence
  }
  first = await publish()
  await scene.credit(cy, usdt, '250')
  second = await publish()
})
after(async () => {
  await app.close()
  await sql.close()
  for (const close of closers) await close()
})

test('everyone sees what was published, newest first, page by page', async () => {
  const all = await get('/public/liability_proofs')
  const short = (body: unknown) =>
    (body as PublishedProof[]).map(({ currency, sequence, sum }) => `${currency} ${sequence} ${sum}`)
  const lines = [
    `btc ${second} 2.9998`,
    `usdt ${second} 1749.98`,
    `btc ${first} 2.9998`,
    `usdt ${first} 1499.98`,
  ]
  assert.deepEqual(short(all.body), lines)
  assert.deepEqual(Object.keys((all.body as object[])[0]!), [
    'version',
    'currency',
    'sequence',
    'time',
    'sum',
    'leaves',
    'root',
  ])
  assert.equal(all.headers['total'], '4')
  const page = await get('/public/liability_proofs?currency=usdt&limit=1&page=2')
  assert.deepEqual(short(page.body), [lines[3]])
  assert.equal(page.headers['total'], '2')
  const one = await get(`/public/liability_proofs?currency=btc&sequence=${first}`)
  assert.deepEqual(short(one.body), [lines[2]])
  assert.deepEqual((await get('/public/liability_proofs?currency=eth')).body, [])
  const refused = await get('/public/liability_proofs?currency=doge')
  assert.deepEqual([refused.status, refused.body], [422, { errors: ['public.currency.doesnt_exist'] }])
  const wrong = await get('/public/liability_proofs?sequence=0')
  assert.deepEqual(
    [wrong.status, wrong.body],
    [422, { errors: ['public.liability_proof.non_positive_sequence'] }],
  )
})

test('each user gets his own place, and it verifies against what was published', async () => {
  const { body } = await get('/public/liability_proofs?currency=usdt')
  const [published] = body as PublishedProof[]
  for (const [who, balance] of [
    [ada, '9.98'],
    [bob, '990.0'],
    [cy, '750.0'],
  ] as const) {
    const proof = await mine(`${second}/usdt`, who)
    assert.deepEqual([proof.uid, proof.balance, proof.proof], [who, balance, published])
    assert.ok(hashWith(verifyInclusion(readInclusion(proof)!), sha256).verified)
  }
  assert.equal((await mine(`${first}/usdt`, cy)).balance, '500.0')
})

test('nobody gets another one’s place, whatever he sends along', async () => {
  const tries = [`?uid=${bob}`, `?user=${bob}&account=${bob}`, `?uid[]=${bob}`, `?member_id=${bob}`]
  for (const query of tries) {
    const proof = await mine(`${second}/usdt${query}`, ada)
    assert.equal(proof.uid, ada)
    assert.ok(!JSON.stringify(proof).includes(bob), query)
  }
  for (const who of [undefined, 'nobody']) {
    const refused = await get(`/account/liability_proofs/${second}/usdt?uid=${bob}`, who)
    assert.deepEqual([refused.status, refused.body], [401, { errors: ['jwt.decode_and_verify'] }])
  }
})

test('what is not there is said by its key', async () => {
  const asked = async (path: string, who: string = ada) => {
    const { status, body } = await get(`/account/liability_proofs/${path}`, who)
    return [status, ...(body as { errors: string[] }).errors]
  }
  assert.deepEqual(await asked(`${second}/btc`, cy), [404, 'account.liability_proof.not_included'])
  assert.deepEqual(await asked(`${second - 1}/eth`), [404, 'record.not_found'])
  assert.deepEqual(await asked('999/usdt'), [404, 'record.not_found'])
  assert.deepEqual(await asked('999/doge'), [422, 'account.currency.doesnt_exist'])
  for (const wrong of ['1.5', 'x', `${second}e0`]) {
    assert.deepEqual(
      await asked(`${wrong}/usdt`),
      [422, 'account.liability_proof.non_integer_sequence'],
      wrong,
    )
  }
  for (const wrong of ['0', '-1']) {
    assert.deepEqual(
      await asked(`${wrong}/usdt`),
      [422, 'account.liability_proof.non_positive_sequence'],
      wrong,
    )
  }
  assert.deepEqual(await asked(`${second}/..%2fusdt`), [422, 'account.currency.doesnt_exist'])
})

test('a proof whose tree was forgotten is gone, and still published', async () => {
  rmSync(join(scene.directory, treeName(first, 'btc')))
  const gone = await get(`/account/liability_proofs/${first}/btc`, ada)
  assert.deepEqual([gone.status, gone.body], [410, { errors: ['account.liability_proof.expired'] }])
  assert.equal((await get('/public/liability_proofs')).headers['total'], '4')
})

test('a tree that belongs to another root than the published one is never served', async () => {
  const root = 'ab'.repeat(32)
  await sql
    .database<{ liability_proofs: { root: string; sequence: number } }>('peatio')
    .updateTable('liability_proofs')
    .set({ root })
    .where('sequence', '=', first)
    .execute()
  const refused = await get(`/account/liability_proofs/${first}/usdt`, ada)
  assert.deepEqual([refused.status, refused.body], [500, { errors: ['server.internal_error'] }])
})
