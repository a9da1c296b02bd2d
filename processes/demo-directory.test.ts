import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { pino } from 'pino'
import { openBarong, type Directory } from '../barong/index.ts'
import { createSigner, createVerifier, generateKeyPair } from '../platform/jwt/index.ts'
import { openKeystore } from '../platform/keystore/index.ts'
import { openPglite } from '../platform/sql/index.ts'
import { demoDirectory } from './demo-directory.ts'

async function openDirectory(t: TestContext): Promise<Directory> {
  const keys = mkdtempSync(join(tmpdir(), 'demo-directory-'))
  const sql = await openPglite(undefined)
  const { privatePem, publicPem } = generateKeyPair()
  const barong = await openBarong({
    sql,
    keystore: openKeystore(keys),
    signer: await createSigner(privatePem),
    verifier: await createVerifier(publicPem),
    mailer: { send: () => Promise.resolve() },
    clock: Date.now,
    log: pino({ level: 'silent' }),
    config: { baseUrl: 'http://exchange.test' },
    passwords: { hash: (password) => Promise.resolve(password), matches: () => Promise.resolve(true) },
  })
  t.after(async () => {
    await barong.settled()
    await sql.close()
    rmSync(keys, { recursive: true })
  })
  return barong.directory
}

/** The same, killed before its change number `left` + 1. */
function killedAfter(directory: Directory, left: number): Directory {
  const next = <Result>(work: () => Promise<Result>): Promise<Result> =>
    left-- > 0 ? work() : Promise.reject(new Error('killed'))
  return {
    ...directory,
    createUser: (wanted) => next(() => directory.createUser(wanted)),
    setLabel: (uid, label) => next(() => directory.setLabel(uid, label)),
    setRole: (uid, role) => next(() => directory.setRole(uid, role)),
  }
}

test('a person whose seed was killed between any two changes is whole after the next one', async (t) => {
  const directory = await openDirectory(t)
  for (let changes = 0; changes < 6; changes++) {
    const person = {
      email: `p${changes}@opex.local`,
      password: 'Opex-Demo-2026!',
      role: 'superadmin',
      level: 3,
    }
    const seeding = demoDirectory(killedAfter(directory, changes)).ensureUser(person)
    await (changes < 5 ? assert.rejects(seeding, { message: 'killed' }) : seeding)
    const uid = await demoDirectory(directory).ensureUser(person)
    const { role, level, state } = (await directory.findUser({ uid }))!
    assert.deepEqual(
      { role, level, state },
      { role: 'superadmin', level: 3, state: 'active' },
      `${changes} changes`,
    )
  }
})

test('what an operator changed in a demo person stays', async (t) => {
  const directory = await openDirectory(t)
  const person = { email: 'p@opex.local', password: 'Opex-Demo-2026!', role: 'superadmin', level: 3 }
  const uid = await demoDirectory(directory).ensureUser(person)
  await directory.setRole(uid, 'member')
  await directory.removeLabel(uid, { key: 'document' })
  await demoDirectory(directory).ensureUser(person)
  const { role, level } = (await directory.findUser({ uid }))!
  assert.deepEqual({ role, level }, { role: 'member', level: 2 })
})
