import { ChangePassword } from './change-password.tsx'
import type { SectionProps } from './profile-screen.tsx'
import { SecondFactor } from './second-factor.tsx'

export function SecuritySection({ user }: SectionProps) {
  return (
    <>
      <SecondFactor isOn={user.otp} />
      <ChangePassword />
    </>
  )
}
