import type { FastifyInstance } from 'fastify'
import { mount, type Handler, type Mountable } from '../../platform/http/index.ts'
import type { TokenVerifier } from '../../platform/jwt/index.ts'
import { isAdmitted, type User } from './user.ts'
import type { Users } from './users.ts'

const prefix = '/api/v2/barong'

/** Where barong's endpoints are hung: `anyone` needs nobody, `user` a bearer token whose user is still admitted. */
export type Doors = {
  anyone<Values>(endpoint: Mountable<Values>, handle: Handler<Values, undefined>): void
  user<Values>(endpoint: Mountable<Values>, handle: Handler<Values, User>): void
}

export function createDoors(app: FastifyInstance, users: Users, verifier: TokenVerifier): Doors {
  /** The token names the user; what he is now is read, so that a token cannot outlive a ban. */
  async function verify(authorization: string | undefined): Promise<User | undefined> {
    const token = /^Bearer ([\w.-]+)$/.exec(authorization ?? '')?.[1]
    const uid = token === undefined ? undefined : (await verifier(token))?.['uid']
    const user = typeof uid === 'string' ? await users.find({ uid }) : undefined
    return user && isAdmitted(user.state) ? user : undefined
  }
  return {
    anyone: (endpoint, handle) => mount(app, prefix, endpoint, { handle }),
    user: (endpoint, handle) => mount(app, prefix, endpoint, { verify, handle }),
  }
}
