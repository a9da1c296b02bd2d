import type { Doors } from '../users/index.ts'
import { passwordChangeRoute } from './change-password.ts'
import { confirmationRoutes } from './confirm-email.ts'
import type { Identity } from './identity.ts'
import { infoRoutes } from './info.ts'
import { meRoutes } from './me.ts'
import { passwordResetRoutes } from './reset-password.ts'
import { signInRoute } from './sign-in.ts'
import { signOutRoute } from './sign-out.ts'
import { signUpRoute } from './sign-up.ts'

/** `/identity`, `/public` and `/resource/users`. */
export function identityRoutes(doors: Doors, identity: Identity): void {
  signUpRoute(doors, identity)
  confirmationRoutes(doors, identity)
  signInRoute(doors, identity)
  signOutRoute(doors, identity)
  passwordResetRoutes(doors, identity)
  passwordChangeRoute(doors, identity)
  meRoutes(doors, identity)
  infoRoutes(doors, identity)
}
