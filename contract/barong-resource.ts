import { endpoint } from './endpoint.ts'
import { integer, oneOf, text } from './param.ts'
import { barongPagination, codeMax, needed, optionalCode, passwordTextMax } from './barong-params.ts'
import type { ActivityEntity, Label, TotpEnrollment, UserWithFullInfo } from './barong-entities.ts'

const user = 'resource.user'
const password = (name: string) =>
  text({ ...needed(user, name), max: passwordTextMax, tooLong: 'password.requirements' })

export const getMe = endpoint<UserWithFullInfo>()({
  method: 'GET',
  path: '/resource/users/me',
  auth: 'user',
  summary: 'Who am I',
  params: {},
})

export const updateMe = endpoint<UserWithFullInfo>()({
  method: 'PUT',
  path: '/resource/users/me',
  auth: 'user',
  summary: 'Replaces the data that the front end keeps with the user',
  params: {
    data: text({
      ...needed(user, 'data'),
      invalid: 'data.invalid_format',
      max: 1024,
      tooLong: 'data.too_long',
    }),
  },
})

export const deleteMe = endpoint<number>()({
  method: 'DELETE',
  path: '/resource/users/me',
  auth: 'user',
  summary: 'Closes the account: no more sessions, no more keys',
  params: { password: password('password'), otp_code: optionalCode },
})

export const changePassword = endpoint<number>()({
  method: 'PUT',
  path: '/resource/users/password',
  auth: 'user',
  status: 201,
  summary: 'Changes the password and ends all other sessions',
  params: {
    old_password: password('old_password'),
    new_password: password('new_password'),
    confirm_password: password('confirm_password'),
  },
})

export const activityTopics = ['all', 'session', 'otp', 'password', 'account'] as const

export const listActivity = endpoint<ActivityEntity[]>()({
  method: 'GET',
  path: '/resource/users/activity/:topic',
  auth: 'user',
  summary: 'What happened to my account, newest first',
  params: {
    topic: oneOf(activityTopics, { required: `${user}.wrong_topic`, invalid: `${user}.wrong_topic` }),
    time_from: integer({ invalid: `${user}.non_integer_time_from` }),
    time_to: integer({ invalid: `${user}.non_integer_time_to` }),
    result: oneOf(['succeed', 'failed', 'denied'], { invalid: 'value' }),
    ...barongPagination,
  },
})

const label = (name: string) => ({ ...needed('resource.label', name), max: 255, tooLong: `${name}.too_long` })
const labelKey = text({ required: 'record.not_found', invalid: 'record.not_found', max: 255 })

export const listLabels = endpoint<Label[]>()({
  method: 'GET',
  path: '/resource/labels',
  auth: 'user',
  summary: 'My labels',
  params: { ordering: oneOf(['asc', 'desc'], { default: 'asc', invalid: 'value' }) },
})

export const getLabel = endpoint<Label>()({
  method: 'GET',
  path: '/resource/labels/:key',
  auth: 'user',
  summary: 'One of my labels',
  params: { key: labelKey },
})

export const createLabel = endpoint<Label>()({
  method: 'POST',
  path: '/resource/labels',
  auth: 'user',
  summary: 'Adds a public label',
  params: { key: text(label('key')), value: text(label('value')) },
})

export const updateLabel = endpoint<Label>()({
  method: 'PATCH',
  path: '/resource/labels/:key',
  auth: 'user',
  summary: 'Changes a public label',
  params: { key: labelKey, value: text(label('value')) },
})

export const deleteLabel = endpoint<undefined>()({
  method: 'DELETE',
  path: '/resource/labels/:key',
  auth: 'user',
  status: 204,
  summary: 'Removes a public label',
  params: { key: labelKey },
})

const code = {
  code: text({ ...needed('resource.otp', 'code'), max: codeMax, tooLong: 'resource.otp.invalid' }),
}

export const enrollTotp = endpoint<TotpEnrollment>()({
  method: 'POST',
  path: '/resource/otp/generate_qrcode',
  auth: 'user',
  summary: 'Makes a new secret for an authenticator app; it counts once a code of it was shown to work',
  params: {},
})

export const enableTotp = endpoint<number>()({
  method: 'POST',
  path: '/resource/otp/enable',
  auth: 'user',
  summary: 'Turns the second factor on and ends all other sessions',
  params: code,
})

export const disableTotp = endpoint<number>()({
  method: 'POST',
  path: '/resource/otp/disable',
  auth: 'user',
  status: 200,
  summary: 'Turns the second factor off; API keys become inactive',
  params: code,
})

export const verifyTotp = endpoint<null>()({
  method: 'POST',
  path: '/resource/otp/verify',
  auth: 'user',
  summary: 'Checks a code, which is used up by it',
  params: code,
})
