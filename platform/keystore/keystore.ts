import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Fault } from '../../core/units/index.ts'

export type Keystore = {
  /** Encrypts with AES-256-GCM; `context` (what the secret is for, whose it is) must be given again to open. */
  seal(plain: string, context: string): string
  /** Throws a Fault `seal_broken` if the text was changed or the context differs. */
  open(sealed: string, context: string): string
  /** Reads a named secret, making and keeping it on first use. */
  named(name: string, make: () => string): string
  /** A keyed digest, for blind look-ups and stored tokens. Hex. */
  digest(text: string): string
}

/** Opens (on first use makes) the keystore in `directory`, files readable by their owner only. */
export function openKeystore(directory: string): Keystore {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const master = Buffer.from(
    keep(join(directory, 'master.key'), () => randomBytes(32).toString('hex')),
    'hex',
  )
  if (master.length !== 32)
    throw new Fault('keystore_corrupt', { detail: 'the master key has a wrong length' })

  const store: Keystore = {
    seal(plain, context) {
      const iv = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(Buffer.from(context))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return ['v1', iv, cipher.getAuthTag(), body]
        .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.')
    },
    open(sealed, context) {
      const [version, iv, tag, body] = sealed.split('.')
      try {
        if (version !== 'v1' || !iv || !tag || body === undefined) throw new Error('not a sealed text')
        const decipher = createDecipheriv('aes-256-gcm', master, Buffer.from(iv, 'base64url'))
          .setAAD(Buffer.from(context))
          .setAuthTag(Buffer.from(tag, 'base64url'))
        return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
          'utf8',
        )
      } catch (cause) {
        throw new Fault('seal_broken', { cause })
      }
    },
    named(name, make) {
      const sealed = keep(join(directory, `${name}.sealed`), () => store.seal(make(), name))
      return store.open(sealed, name)
    },
    digest: (text) => createHmac('sha256', master).update(text).digest('hex'),
  }
  return store
}

/** Written beside and renamed, so a killed process leaves the old file or the new one, never half of one. */
function keep(path: string, make: () => string): string {
  if (!existsSync(path)) {
    writeFileSync(`${path}.new`, make(), { mode: 0o600 })
    renameSync(`${path}.new`, path)
  }
  chmodSync(path, 0o600)
  return readFileSync(path, 'utf8').trim()
}
