import { changePassword } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { sessionIdOf } from '../sessions/index.ts'
import type { Doors } from '../users/index.ts'
import type { Identity } from './identity.ts'
import { passwordFault } from './password-rules.ts'
import { tooMany } from './too-many.ts'

const activity = { topic: 'password', action: 'password change' } as const

/** PUT /resource/users/password. Whoever else is signed in by the old password no longer is. */
export function passwordChangeRoute(doors: Doors, identity: Identity): void {
  const { users, sessions, activities, passwords, throttles } = identity
  doors.user(changePassword, async (call) => {
    const { caller, params } = call
    if (params.new_password !== params.confirm_password) return refuse(422, 'resource.password.doesnt_match')
    if (throttles.passwordsPerUser.take(caller.uid) > 0) return tooMany()
    if (!(await passwords.matches(params.old_password, caller.passwordDigest))) {
      await activities.record(caller.id, call, { ...activity, result: 'failed', reason: 'wrong password' })
      return refuse(400, 'resource.password.prev_pass_not_correct')
    }
    throttles.passwordsPerUser.giveBack(caller.uid)
    if (params.new_password === params.old_password)
      return refuse(400, 'resource.password.no_change_provided')
    const fault = passwordFault(params.new_password)
    if (fault) return refuse(422, fault)
    const passwordDigest = await passwords.hash(params.new_password)

    const done = await users.change(caller.uid, async (step) => {
      // Somebody else may have changed it since it was checked.
      if (step.user.passwordDigest !== caller.passwordDigest) return { result: false }
      await sessions.endAll(step, sessionIdOf(call.request.headers.cookie))
      return { change: { passwordDigest }, result: true }
    })
    if (!done?.result) return refuse(400, 'resource.password.prev_pass_not_correct')
    await activities.record(caller.id, call, { ...activity, result: 'succeed' })
    return { body: 201 }
  })
}
