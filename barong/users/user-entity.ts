import type { Label, UserWithFullInfo } from '../../contract/index.ts'
import type { User } from './user.ts'

/** ISO 8601 without milliseconds, as the wire has it. */
export const wireTime = (timeMs: number): string => new Date(timeMs).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** A user as he sees himself. */
export function userEntity(
  user: User,
  { labels, referralUid, csrfToken }: { labels: Label[]; referralUid: string | null; csrfToken?: string },
): UserWithFullInfo {
  return {
    email: user.email,
    uid: user.uid,
    role: user.role,
    level: user.level,
    otp: user.otp,
    state: user.state,
    referral_uid: referralUid,
    data: user.data,
    username: user.username,
    ...(csrfToken === undefined ? {} : { csrf_token: csrfToken }),
    labels,
    phones: [],
    profiles: [],
    data_storages: [],
    created_at: wireTime(user.createdAt),
    updated_at: wireTime(user.updatedAt),
  }
}
