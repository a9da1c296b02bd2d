import { signUp } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import type { Doors } from '../users/index.ts'
import { sendConfirmation } from './confirm-email.ts'
import type { Identity } from './identity.ts'
import { newUser } from './new-user.ts'
import { openedReply } from './open-session.ts'
import { tooMany } from './too-many.ts'

/** POST /identity/users. Whoever comes first is a member like everyone else: operators are made by a command. */
export function signUpRoute(doors: Doors, identity: Identity): void {
  const { users, sessions, activities, throttles } = identity
  doors.anyone(signUp, async (call) => {
    if (throttles.signUpsPerIp.take(call.ip) > 0) return tooMany()
    const { email, password, username, refid, data } = call.params
    const user = await newUser(identity, { email, password, username, refid, data })
    if ('errors' in user) {
      // Slips cost nothing; asking who is here already is what the limit is for.
      if (!user.errors.some((key) => key.endsWith('.taken'))) throttles.signUpsPerIp.giveBack(call.ip)
      return refuse(422, ...user.errors)
    }
    const opened = await users.change(user.uid, async (step) => ({ result: await sessions.open(step, call) }))
    if (!opened) throw new Error('a user vanished while he signed up')
    await activities.record(user.id, call, { topic: 'account', action: 'signup', result: 'succeed' })
    await sendConfirmation(identity, user)
    return openedReply(identity, call, { user, opened: opened.result })
  })
}
