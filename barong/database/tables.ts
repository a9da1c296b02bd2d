import type { ColumnType, Generated, Kysely } from 'kysely'

/** The schema that all of barong's tables live in. */
export const schema = 'barong'

/** Times are milliseconds since the epoch. What is called `digest` cannot be turned back into what it stands for. */
export type Tables = {
  users: {
    id: Generated<number>
    uid: string
    /** In lower case. */
    email: string
    username: string | null
    password_digest: string
    role: string
    level: number
    /** MySQL reads flags as numbers. */
    otp: ColumnType<boolean | number, boolean, boolean>
    state: string
    referral_id: number | null
    data: string | null
    created_at: number
    updated_at: number
  }
  labels: {
    id: Generated<number>
    user_id: number
    key: string
    value: string
    scope: 'public' | 'private'
    created_at: number
    updated_at: number
  }
  sessions: {
    /** SHA-256 of the random id in the cookie. */
    digest: string
    user_id: number
    uid: string
    user_ip: string
    user_agent: string
    csrf_token: string
    created_at: number
    expires_at: number
  }
  mail_tokens: {
    /** SHA-256 of the token in the mail. */
    digest: string
    user_id: number
    purpose: 'confirmation' | 'reset'
    created_at: number
    expires_at: number
    used_at: number | null
  }
  second_factors: {
    user_id: number
    sealed_secret: string
    /** The last time step (30 s) whose code was used; a code counts once. */
    last_step: number
    created_at: number
  }
  api_keys: {
    id: Generated<number>
    kid: string
    user_id: number
    algorithm: string
    /** A JSON array of words. */
    scope: string
    state: 'active' | 'inactive'
    sealed_secret: string
    /** A restarted process accepts no nonce up to this one: it may have been used before. */
    nonce_mark: number
    created_at: number
    updated_at: number
  }
  activities: {
    id: Generated<number>
    user_id: number
    user_ip: string
    user_agent: string
    topic: string
    action: string
    result: 'succeed' | 'failed' | 'denied'
    data: string | null
    created_at: number
  }
  permissions: {
    id: Generated<number>
    action: 'ACCEPT' | 'DROP' | 'AUDIT'
    role: string
    verb: string
    path: string
    topic: string | null
  }
}

/** A connection or a transaction. */
export type Db = Kysely<Tables>
