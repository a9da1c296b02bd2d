/** What barong says of users, on the wire. Times are ISO 8601 without milliseconds. */

export type LabelScope = 'public' | 'private'

export type Label = {
  key: string
  value: string
  scope: LabelScope
  created_at: string
  updated_at: string
}

export type BarongUser = {
  email: string
  uid: string
  role: string
  level: number
  otp: boolean
  state: string
  referral_uid: string | null
  /** JSON as text, the client's own (such as `{"language":"en"}`). */
  data: string | null
  username: string | null
}

/** A user as he sees himself. */
export type UserWithFullInfo = BarongUser & {
  /** Only in the answer that opens a session; goes into `X-CSRF-Token` of every changing request. */
  csrf_token?: string
  labels: Label[]
  phones: unknown[]
  profiles: unknown[]
  data_storages: unknown[]
  created_at: string
  updated_at: string
}

export type ActivityResult = 'succeed' | 'failed' | 'denied'

export type ActivityEntity = {
  id: number
  user_ip: string
  user_ip_country: string | null
  user_agent: string
  topic: string
  action: string
  result: ActivityResult
  data: string | null
  created_at: string
}

export type ApiKeyState = 'active' | 'inactive'

export type ApiKeyEntity = {
  kid: string
  algorithm: 'HS256'
  scope: string[]
  state: ApiKeyState
  /** Only in the answer that makes the key. */
  secret?: string
  created_at: string
  updated_at: string
}

export type TotpEnrollment = {
  data: {
    /** PNG of 300 by 300 pixels, base64 without a prefix. */
    barcode: string
    /** `otpauth://totp/…`, the same for typing or a link. */
    url: string
  }
}

export type BarongConfigs = {
  /** Seconds without a request after which a session ends. */
  session_expire_time: number
  captcha_type: 'none'
  password_min_entropy: number
  /** As a JavaScript regular expression; needs the flag `u`. */
  password_regexp: string
}

export type BarongVersion = { git_tag: string; git_sha: string; build_date: string; version: string }
