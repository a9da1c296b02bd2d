import type {
  AdminMember,
  Claims,
  getAdminMember,
  listAdminMembers,
  setMemberGroup,
  ValuesOf,
} from '../../contract/index.ts'
import type { AccountId } from '../../core/units/index.ts'
import { refuse, type Handler, type Reply } from '../../platform/http/index.ts'
import type { Place } from '../../platform/sql/index.ts'
import { isoOf } from '../catalog/index.ts'
import { act } from './act.ts'
import type { Admin, Member, MemberSearch } from './admin-routes.ts'
import { offsetOf, paged, type Page } from './page.ts'
import { memberRefusal } from './refusals.ts'
import { lastOf, type ListHandler } from './sheeted.ts'

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

type Values = ValuesOf<(typeof listAdminMembers)['params']>

/** Who is in a fee group the engine knows, and who users are somebody else: a list by group passes over the others. */
export function listMembersHandler(admin: Admin): ListHandler<Values, Claims> {
  return async ({ params }, after) => {
    const search = searchOf(params)
    const group = params.group?.toLowerCase()
    if (params.format === 'csv') return partOf(admin, search, { group, after })
    if (group !== undefined) return pageOfGroup(admin, search, { group, page: params })
    const { users, total } = await admin.members.list({ ...search, offset: offsetOf(params) })
    return paged(await withGroups(admin, users), params, total)
  }
}

const searchOf = (params: Values): MemberSearch => ({
  uid: params.uid,
  email: params.email?.toLowerCase(),
  role: params.role,
  state: params.state,
  range: params.range === 'created' ? 'created_at' : 'updated_at',
  from: params.from,
  to: params.to,
  orderBy: params.order_by,
  direction: params.ordering,
  limit: params.limit,
})

/** In one read: a long page must not fill the engine's queue. */
async function withGroups({ engine }: Admin, members: Member[]): Promise<AdminMember[]> {
  const accounts = members.map(({ uid }) => uid as AccountId)
  const { result: groups } = await engine.read({ kind: 'groups_of', accounts })
  return members.map((member, index) => entityOf(member, groups[index]!))
}

type Asked = { group: string | undefined; after: Place | undefined }

/** What comes behind a place, without those of other groups; there may be more behind it also if it is empty. */
async function partOf(admin: Admin, search: MemberSearch, { group, after }: Asked) {
  const members = await admin.members.listAfter(search, after)
  const listed = await withGroups(admin, members)
  return {
    body: group === undefined ? listed : listed.filter((member) => member.group === group),
    last: lastOf(members, search.limit, (member) => placeOf(member, search.orderBy)),
  }
}

const fields = {
  id: 'id',
  uid: 'uid',
  email: 'email',
  created_at: 'createdAt',
  updated_at: 'updatedAt',
} as const
const placeOf = (member: Member, orderBy: MemberSearch['orderBy']): Place => ({
  value: member[fields[orderBy]],
  id: member.id,
})

const partMax = 1_000

/** A page of those of a group, and how many they are. */
async function pageOfGroup(
  admin: Admin,
  search: MemberSearch,
  { group, page }: { group: string; page: Page },
): Promise<Reply> {
  const [from, to] = [offsetOf(page), offsetOf(page) + page.limit]
  const listed: AdminMember[] = []
  let total = 0
  for (let after: Place | undefined, more = true; more;) {
    const { body, last } = await partOf(admin, { ...search, limit: partMax }, { group, after })
    for (const member of body) {
      if (total >= from && total < to) listed.push(member)
      total += 1
    }
    after = last
    more = last !== undefined
  }
  return paged(listed, page, total)
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
