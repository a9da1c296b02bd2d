// Second factor: one-time codes of an authenticator app, each good for once. It knows no password and no session id.
export { secondFactorRoutes } from './routes.ts'
export { createSecondFactor } from './second-factor.ts'
export { newSecret as newTotpSecret } from './totp.ts'
export type { CodeVerdict, SecondFactor } from './second-factor.ts'
export { refuseCode } from './refuse-code.ts'
