import { adminOrder, adminPage, dates, email, reason, uid } from './admin-params.ts'
import { endpoint } from './endpoint.ts'
import { oneOf, text } from './param.ts'

/** A user as the exchange knows him: who he is, and the group by which he pays fees. */
export type AdminMember = {
  id: number
  uid: string
  email: string
  group: string
  level: number
  role: string
  state: string
  created_at: string
  updated_at: string
}

/** One thing that an operator did, or tried. `sequence` leads into the journal. */
export type OperatorAction = {
  id: number
  uid: string
  role: string
  ip: string
  action: string
  subject: string
  reason: string
  request: string
  result: 'pending' | 'done' | 'refused'
  errors: string[]
  sequence: number | null
  created_at: string
}

const group = {
  invalid: 'admin.member.invalid_group',
  empty: 'admin.member.invalid_group',
  pattern: /^[A-Za-z0-9_-]{1,32}$/,
}
const who = text({ required: 'admin.user.doesnt_exist', invalid: 'admin.user.doesnt_exist', max: 64 })

export const getAbilities = endpoint<Record<string, string[]>>()({
  method: 'GET',
  path: '/admin/abilities',
  auth: 'user',
  summary: "What the caller's role may do, by verb; nothing for users",
  params: {},
})

export const listAdminMembers = endpoint<AdminMember[]>()({
  method: 'GET',
  path: '/admin/members',
  auth: 'user',
  summary: 'All users, newest first',
  params: {
    uid,
    email,
    role: text({ invalid: 'admin.member.invalid_role', pattern: /^[a-z_]{1,32}$/ }),
    state: oneOf(['pending', 'active', 'deleted', 'banned', 'locked'], {
      invalid: 'admin.member.invalid_state',
    }),
    group: text(group),
    ...dates,
    ...adminPage,
    ...adminOrder(['id', 'uid', 'email', 'created_at', 'updated_at']),
  },
})

export const getAdminMember = endpoint<AdminMember>()({
  method: 'GET',
  path: '/admin/members/:uid',
  auth: 'user',
  summary: 'One user, with his fee group',
  params: { uid: who },
})

export const setMemberGroup = endpoint<AdminMember>()({
  method: 'PUT',
  path: '/admin/members/:uid',
  auth: 'user',
  status: 201,
  summary: "Set a user's fee group: orders placed from now on pay its rates",
  params: {
    uid: who,
    group: text({ ...group, required: 'admin.member.missing_group' }),
    reason,
  },
})

export const listOperatorActions = endpoint<OperatorAction[]>()({
  method: 'GET',
  path: '/admin/actions',
  auth: 'user',
  summary: 'What operators did, and tried: who, from where, when, why, and how it ended',
  params: {
    uid,
    subject: text({ invalid: 'admin.action.invalid_subject', max: 190 }),
    ...adminPage,
    ...adminOrder(['id']),
  },
})
