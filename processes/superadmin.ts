// `npm run superadmin -- you@example.com`: makes the first superadmin, or lifts a known user.
// The exchange must be stopped: its database has one owner.
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { openBarong } from '../barong/index.ts'
import { Fault } from '../core/units/index.ts'
import { createSigner, createVerifier } from '../platform/jwt/index.ts'
import { openKeystore } from '../platform/keystore/index.ts'
import { createLog } from '../platform/log/index.ts'
import { openPglite } from '../platform/sql/index.ts'
import { readConfig } from './config.ts'
import { jwtKeys } from './jwt-keys.ts'

/** Prints the new user's password once; nobody can read it again. */
async function makeSuperadmin(email: string): Promise<string> {
  const config = readConfig(process.env)
  const keystore = openKeystore(join(config.dataDirectory, 'keys'))
  const { privatePem, publicPem } = jwtKeys(keystore)
  const sql = await openPglite(join(config.dataDirectory, 'sql'))
  try {
    const { directory, settled } = await openBarong({
      sql,
      keystore,
      signer: await createSigner(privatePem),
      verifier: await createVerifier(publicPem),
      mailer: { send: () => Promise.resolve() },
      clock: Date.now,
      log: createLog('superadmin', config.logLevel),
      config: { name: 'OPEX', baseUrl: config.baseUrl },
    })
    const known = await directory.findUser({ email })
    const password = `Opex-${randomBytes(12).toString('base64url')}-1a`
    const user = known ?? (await directory.createUser({ email, password }))
    if ('errors' in user) throw new Fault('superadmin_refused', { detail: user.errors.join(', ') })
    await directory.confirm(user.uid)
    if (!(await directory.setRole(user.uid, 'superadmin'))) throw new Fault('superadmin_refused')
    await settled()
    return known ? `${email} is superadmin now` : `${email} is superadmin; password, shown once: ${password}`
  } finally {
    await sql.close()
  }
}

const [email] = process.argv.slice(2)
try {
  if (!email) throw new Fault('usage', { detail: 'npm run superadmin -- you@example.com' })
  console.log(await makeSuperadmin(email))
  process.exit(0)
} catch (error) {
  console.error(error instanceof Fault ? error.message : error)
  process.exit(1)
}
