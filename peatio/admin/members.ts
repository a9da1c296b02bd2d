import type {
  AdminMember,
  Claims,
  getAdminMember,
  listAdminMembers,
  setMemberGroup,
  ValuesOf,
} from '../../contract/index.ts'
import type { AccountId } from '../../core/units/index.ts'
import { refuse, type Handler } from '../../platform/http/index.ts'
import { isoOf } from '../catalog/index.ts'
import { act } from './act.ts'
import type { Admin, Member } from './admin-routes.ts'
import { offsetOf, paged } from './page.ts'
import { memberRefusal } from './refusals.ts'

const entityOf = (member: Member, group: string): AdminMember => ({
  id: member.id,
  uid: member.uid,
  email: member.email,
  group,
  level: member.level,
  role: member.role,
  state: member.state,
  created_at: isoOf(member.createdAt),
  updated_at: isoOf(member.updatedAt),
})

export function getMemberHandler({
  members,
  engine,
}: Admin): Handler<ValuesOf<(typeof getAdminMember)['params']>, Claims> {
  return async ({ params: { uid } }) => {
    const member = await members.find({ uid })
    if (!member) return refuse(404, 'record.not_found')
    const { result: group } = await engine.read({ kind: 'group_of', account: uid as AccountId })
    return { body: entityOf(member, group) }
  }
}

export function listMembersHandler({
  members,
  engine,
}: Admin): Handler<ValuesOf<(typeof listAdminMembers)['params']>, Claims> {
  return async ({ params }) => {
    const { uid, email, role, state, range, from, to, order_by: orderBy, ordering: direction, limit } = params
    const times = { range: range === 'created' ? 'created_at' : 'updated_at', from, to } as const
    const page = { orderBy, direction, limit, offset: offsetOf(params) }
    const by = { uid, email: email?.toLowerCase(), role, state }
    const { users, total } = await members.list({ ...by, ...times, ...page })
    const listed: AdminMember[] = []
    // One after the other: a long page must not fill the engine's queue.
    for (const member of users) {
      const { result: group } = await engine.read({ kind: 'group_of', account: member.uid as AccountId })
      listed.push(entityOf(member, group))
    }
    return paged(listed, params, total)
  }
}

/** Orders that are open keep the rates that they were placed with. */
export function setGroupHandler(admin: Admin): Handler<ValuesOf<(typeof setMemberGroup)['params']>, Claims> {
  return (call) => {
    const { uid, reason } = call.params
    const group = call.params.group.toLowerCase()
    return act(admin, call, { name: 'member.group', subject: uid, reason }, async (submit) => {
      const member = await admin.members.find({ uid })
      if (!member) return refuse(404, 'record.not_found')
      const { rejection } = await submit({ kind: 'set_user_group', account: uid as AccountId, group })
      return rejection === null ? { body: entityOf(member, group) } : memberRefusal(rejection)
    })
  }
}
