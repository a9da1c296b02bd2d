import { deleteMe, getMe, listActivity, updateMe } from '../../contract/index.ts'
import { refuse } from '../../platform/http/index.ts'
import { expiredCookieHeader } from '../sessions/index.ts'
import { pageHeaders, type Doors } from '../users/index.ts'
import type { Identity } from './identity.ts'
import { isJson } from './new-user.ts'
import { selfEntity } from './self.ts'
import { tooMany } from './too-many.ts'

const closed = { key: 'delete', value: 'by_user', scope: 'private' } as const

/** `/resource/users/me` and what happened to me. */
export function meRoutes(doors: Doors, identity: Identity): void {
  const { users, labels, secondFactor, activities, passwords, throttles } = identity

  doors.user(getMe, async ({ caller }) => ({ body: await selfEntity(identity, caller) }))

  doors.user(updateMe, async ({ caller, params }) => {
    if (!isJson(params.data)) return refuse(422, 'data.invalid_format')
    const work = () => Promise.resolve({ change: { data: params.data }, result: true })
    const done = await users.change(caller.uid, work)
    return { body: await selfEntity(identity, done?.user ?? caller) }
  })

  doors.user(deleteMe, async (call) => {
    const { caller, params } = call
    if (throttles.passwordsPerUser.take(caller.uid) > 0) return tooMany()
    if (!(await passwords.matches(params.password, caller.passwordDigest))) {
      return refuse(422, 'resource.user.invalid_password')
    }
    throttles.passwordsPerUser.giveBack(caller.uid)
    if (caller.otp) {
      const { otp_code: code } = params
      if (code === undefined) return refuse(422, 'resource.user.missing_otp_code')
      if (code.trim() === '') return refuse(422, 'resource.user.empty_otp_code')
      const verdict = await secondFactor.check(caller, code)
      if (verdict === 'throttled') return tooMany()
      if (verdict !== 'accepted') return refuse(422, 'resource.user.invalid_otp')
    }
    await labels.set(caller.uid, closed)
    await activities.record(caller.id, call, { topic: 'account', action: 'delete', result: 'succeed' })
    return { body: 200, headers: { 'set-cookie': expiredCookieHeader(identity.secureCookies) } }
  })

  doors.user(listActivity, async ({ caller, params, request }) => {
    const { topic, result, time_from: from, time_to: to, page, limit } = params
    const filter = {
      topic: topic === 'all' ? undefined : topic,
      result,
      fromMs: from === undefined ? undefined : from * 1000,
      toMs: to === undefined ? undefined : to * 1000,
    }
    const { entities, total } = await activities.list(caller.id, { filter, page, limit })
    // Nothing to show is an error on this wire.
    if (entities.length === 0) return refuse(422, 'resource.user.no_activity')
    return { body: entities, headers: pageHeaders({ page, limit, total }, request.url) }
  })
}
