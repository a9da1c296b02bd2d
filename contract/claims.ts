/** What a session JWT says of its user; barong signs it, everyone else believes nothing but it. */
export type Claims = {
  uid: string
  email: string
  username: string | null
  role: string
  level: number
  state: string
  referral_id: number | null
}
