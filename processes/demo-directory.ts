import type { Directory } from '../barong/index.ts'
import { Fault } from '../core/units/index.ts'
import type { DemoDirectory } from './demo-seed.ts'

/** What each level asks for, in the order in which levels are climbed. */
const steps = [
  { key: 'email', value: 'verified' },
  { key: 'phone', value: 'verified' },
  { key: 'document', value: 'verified' },
] as const

/** The demo seed's view of barong: people and keys that are there when it returns, made if they were not. */
export function demoDirectory(directory: Directory): DemoDirectory {
  return {
    async ensureUser({ email, password, role, level }) {
      const known = await directory.findUser({ email })
      const user = known ?? (await directory.createUser({ email, password }))
      if ('errors' in user) throw new Fault('demo_refused', { detail: `${email}: ${user.errors.join(', ')}` })
      // Only a user that this call made is lifted: an operator's later changes stay. The address is confirmed last,
      // so that one whose seed was killed half-way is pending still, and everything is said to him once more.
      if (!known || known.state === 'pending') {
        if (role !== 'member' && !(await directory.setRole(user.uid, role))) {
          throw new Fault('demo_refused', { detail: `there is no role ${role}` })
        }
        for (const label of steps.slice(0, level).reverse()) await directory.setLabel(user.uid, label)
      }
      return user.uid
    },
    async ensureApiKey(uid, key) {
      if (await directory.hasApiKey(key.kid)) return
      await directory.enableSecondFactor(uid)
      const { kid, secret } = key
      const made = await directory.createApiKey(uid, { given: { kid, secret } })
      if (!made) throw new Fault('demo_refused', { detail: `no API key for ${uid}` })
    },
  }
}
