import { endpoint } from './endpoint.ts'
import { text } from './param.ts'
import { needed, optionalCode, passwordTextMax } from './barong-params.ts'
import type { BarongConfigs, BarongVersion, UserWithFullInfo } from './barong-entities.ts'

const user = 'identity.user'
const email = text({ ...needed(user, 'email'), max: 255, tooLong: 'email.invalid' })
const newPassword = { max: passwordTextMax, tooLong: 'password.requirements' }
const tokenMax = 2048

export const signUp = endpoint<UserWithFullInfo>()({
  method: 'POST',
  path: '/identity/users',
  auth: 'cookie',
  summary: 'Makes a user, opens a session and mails a link that confirms the address',
  params: {
    email,
    password: text({ ...needed(user, 'password'), ...newPassword }),
    username: text({ invalid: 'username.invalid', max: 255, tooLong: 'username.too_long' }),
    refid: text({ invalid: 'identity.user.invalid_referral_format', max: 64 }),
    data: text({ invalid: 'data.invalid_format', max: 1024, tooLong: 'data.too_long' }),
  },
})

export const requestConfirmation = endpoint<number>()({
  method: 'POST',
  path: '/identity/users/email/generate_code',
  auth: 'public',
  summary: 'Mails a new confirmation link, if there is something to confirm; the answer never tells',
  params: { email },
})

export const confirmEmail = endpoint<UserWithFullInfo>()({
  method: 'POST',
  path: '/identity/users/email/confirm_code',
  auth: 'cookie',
  summary: 'Confirms the address by the token of the link (once, within an hour) and opens a session',
  params: { token: text({ ...needed(user, 'token'), max: tokenMax }) },
})

export const requestPasswordReset = endpoint<number>()({
  method: 'POST',
  path: '/identity/users/password/generate_code',
  auth: 'public',
  summary: 'Mails a link that resets the password, if the address is known; the answer never tells',
  params: { email },
})

export const resetPassword = endpoint<number>()({
  method: 'POST',
  path: '/identity/users/password/confirm_code',
  auth: 'public',
  summary: 'Sets a new password by the token of the latest link and ends all sessions',
  params: {
    reset_password_token: text({
      required: [`${user}.missing_pass_token`, `${user}.empty_reset_password_token`],
      empty: `${user}.empty_reset_password_token`,
      invalid: 'invalid',
      max: tokenMax,
    }),
    password: text({ ...needed(user, 'password'), ...newPassword }),
    confirm_password: text({ ...needed(user, 'confirm_password'), ...newPassword }),
  },
})

const signInText = (name: string) =>
  text({ required: `identity.session.missing_${name}`, invalid: 'invalid', max: passwordTextMax })

export const signIn = endpoint<UserWithFullInfo>()({
  method: 'POST',
  path: '/identity/sessions',
  auth: 'cookie',
  status: 200,
  summary: 'Opens a session: a cookie, and the CSRF token in the answer',
  params: { email: signInText('email'), password: signInText('password'), otp_code: optionalCode },
})

export const signOut = endpoint<number>()({
  method: 'DELETE',
  path: '/identity/sessions',
  auth: 'cookie',
  summary: 'Ends the session of the cookie',
  params: {},
})

/** The same small facts are served below both modules. */
const infoBelow = (module: 'identity' | 'public') => ({
  ping: endpoint<{ ping: 'pong' }>()({
    method: 'GET',
    path: `/${module}/ping`,
    auth: 'public',
    summary: 'Answers',
    params: {},
  }),
  time: endpoint<{ time: number }>()({
    method: 'GET',
    path: `/${module}/time`,
    auth: 'public',
    summary: 'Seconds since the epoch',
    params: {},
  }),
  version: endpoint<BarongVersion>()({
    method: 'GET',
    path: `/${module}/version`,
    auth: 'public',
    summary: 'What is running',
    params: {},
  }),
  configs: endpoint<BarongConfigs>()({
    method: 'GET',
    path: `/${module}/configs`,
    auth: 'public',
    summary: 'What a sign-up form needs to know',
    params: {},
  }),
  validatePassword: endpoint<{ entropy: number }>()({
    method: 'POST',
    path: `/${module}/password/validate`,
    auth: 'public',
    summary: 'How hard a password is to guess, in bits',
    params: { password: text({ ...needed(user, 'password'), ...newPassword }) },
  }),
})

export const identityInfo = infoBelow('identity')
export const publicInfo = infoBelow('public')
