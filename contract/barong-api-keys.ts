import { endpoint } from './endpoint.ts'
import { oneOf, text } from './param.ts'
import { barongPagination, codeMax } from './barong-params.ts'
import type { ApiKeyEntity } from './barong-entities.ts'

/** Presence is checked by the handler: that the second factor is off is told before that a code is missing. */
const totpCode = text({ invalid: 'invalid', max: codeMax, tooLong: 'resource.api_key.invalid_totp' })
const kid = text({ required: 'record.not_found', invalid: 'record.not_found', max: 64 })
const scope = text({ invalid: 'invalid', max: 255 })

export const apiKeyColumns = ['id', 'kid', 'algorithm', 'scope', 'state', 'created_at', 'updated_at'] as const

export const listApiKeys = endpoint<ApiKeyEntity[]>()({
  method: 'GET',
  path: '/resource/api_keys',
  auth: 'user',
  summary: 'My API keys, without their secrets',
  params: {
    ordering: oneOf(['asc', 'desc'], { default: 'asc', invalid: 'resource.api_key.invalid_ordering' }),
    order_by: oneOf(apiKeyColumns, { default: 'id', invalid: 'resource.api_key.invalid_attribute' }),
    ...barongPagination,
  },
})

export const createApiKey = endpoint<ApiKeyEntity>()({
  method: 'POST',
  path: '/resource/api_keys',
  auth: 'user',
  summary: 'Makes an API key; its secret is in this answer and nowhere else',
  params: { algorithm: text({ invalid: 'invalid', max: 32 }), scope, totp_code: totpCode },
})

export const updateApiKey = endpoint<ApiKeyEntity>()({
  method: 'PATCH',
  path: '/resource/api_keys/:kid',
  auth: 'user',
  summary: 'Changes scope or state of an API key',
  params: {
    kid,
    scope,
    state: oneOf(['active', 'inactive'], { invalid: 'state.invalid' }),
    totp_code: totpCode,
  },
})

export const deleteApiKey = endpoint<undefined>()({
  method: 'DELETE',
  path: '/resource/api_keys/:kid',
  auth: 'user',
  status: 204,
  summary: 'Ends an API key',
  params: { kid, totp_code: totpCode },
})
