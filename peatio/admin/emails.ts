import type { Admin } from './admin-routes.ts'

/** Mail addresses of these users, each asked for once; house accounts and users who are gone have none. */
export async function emailsOf({ members }: Admin, uids: Iterable<string>): Promise<Map<string, string>> {
  const emails = new Map<string, string>()
  for (const uid of new Set(uids)) {
    const member = await members.find({ uid })
    if (member) emails.set(uid, member.email)
  }
  return emails
}

/** The account that a filter names (`undefined`: all of them); nothing at all if there is no such user. */
export async function accountOf(
  { members }: Admin,
  { uid, email }: { uid?: string | undefined; email?: string | undefined },
): Promise<{ account: string | undefined } | undefined> {
  if (uid === undefined && email === undefined) return { account: undefined }
  const member = await members.find(uid === undefined ? { email: email! } : { uid })
  if (!member || (email !== undefined && member.email !== email.toLowerCase())) return undefined
  return { account: member.uid }
}
