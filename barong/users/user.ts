export type User = {
  id: number
  uid: string
  email: string
  username: string | null
  passwordDigest: string
  role: string
  level: number
  otp: boolean
  state: string
  referralId: number | null
  data: string | null
  createdAt: number
  updatedAt: number
}

/** Users in any other state have no sessions and no keys that work. */
export const isAdmitted = (state: string): boolean => state === 'active' || state === 'pending'
