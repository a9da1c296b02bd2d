import type { UserWithFullInfo } from '../../contract/index.ts'
import { userEntity, type User } from '../users/index.ts'
import type { Identity } from './identity.ts'

/** The user as he sees himself, with what belongs to him. */
export async function selfEntity(
  identity: Identity,
  user: User,
  csrfToken?: string,
): Promise<UserWithFullInfo> {
  const labels = await identity.labels.entities(user.id)
  const referral = user.referralId === null ? undefined : await identity.users.find({ id: user.referralId })
  return userEntity(user, {
    labels,
    referralUid: referral?.uid ?? null,
    ...(csrfToken === undefined ? {} : { csrfToken }),
  })
}
