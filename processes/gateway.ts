import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Authorize, AuthzRequest, Decision } from '../barong/index.ts'
import type { Logger } from '../platform/log/index.ts'

/**
 * What every answer says to browsers: our own scripts only, never in a frame, no guessing of types. Styles may be
 * inline (charts and mails place them so); `data:` images are QR codes.
 */
const securityHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
}

/** The header as one text; a header that came twice is joined by Node, and then matches nothing. */
const one = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name]
  return Array.isArray(value) ? value.join(', ') : value
}

function authzRequest(
  method: string,
  url: string,
  { headers, ip }: { headers: IncomingHttpHeaders; ip: string },
): AuthzRequest {
  return {
    method,
    url,
    ip,
    headers: {
      cookie: headers.cookie,
      origin: one(headers, 'origin'),
      host: headers.host,
      userAgent: headers['user-agent'],
      csrfToken: one(headers, 'x-csrf-token'),
      apiKey: one(headers, 'x-auth-apikey'),
      nonce: one(headers, 'x-auth-nonce'),
      signature: one(headers, 'x-auth-signature'),
    },
  }
}

/** Whether the request will reach an API handler, however its path was spelled. */
const meansApi = ({ raw, routeOptions }: FastifyRequest): boolean =>
  raw.url!.toLowerCase().startsWith('/api/') || routeOptions.url?.startsWith('/api/') === true

/**
 * The built-in gateway: every API request is decided before its body is read. What passes carries the token that
 * authz signed or no Authorization at all; a client's own never gets through.
 */
export function useGateway(
  app: FastifyInstance,
  { authorize, https = false, log }: { authorize: Authorize; https?: boolean; log: Logger },
): void {
  app.addHook('onRequest', async (request, response) => {
    void response.headers(securityHeaders)
    if (https) void response.header('strict-transport-security', 'max-age=31536000')
    if (!meansApi(request)) return
    const url = request.raw.url!
    // Answers that are somebody's own must not stay in a cache that somebody else reads.
    void response.header('cache-control', 'no-store')
    const decision = await authorize(authzRequest(request.method, url, request))
    if (!decision.allowed) {
      log.debug({ method: request.method, path: url.split('?', 1)[0], errors: decision.errors }, 'denied')
      return response.status(decision.status).send({ errors: decision.errors })
    }
    if (decision.authorization === undefined) delete request.headers.authorization
    else request.headers.authorization = decision.authorization
  })
}

/** Decides about a websocket before it is opened. */
export type AuthorizeUpgrade = (request: IncomingMessage) => Promise<Decision>

const channels = /^\/api\/v2\/ranger\/(?:public|private)\/?(?:\?|$)/

/**
 * For `/api/v2/ranger/{public,private}`. Browsers send cookies along to any socket, without asking whose page
 * opened it, and always name that page: a socket that lives on a cookie comes from a page of ours. Programs
 * send no origin.
 */
export function createAuthorizeUpgrade({
  authorize,
  isOwnOrigin,
}: {
  authorize: Authorize
  isOwnOrigin: (origin: string, host: string | undefined) => boolean
}): AuthorizeUpgrade {
  return async (request) => {
    const { headers, method = '', socket, url = '' } = request
    if (method !== 'GET' || !channels.test(url)) return denied('authz.permission_denied')
    const decision = await authorize(authzRequest(method, url, { headers, ip: socket.remoteAddress ?? '' }))
    const { origin, host } = headers
    const foreign = origin !== undefined && !isOwnOrigin(origin, host)
    return decision.allowed && decision.by === 'cookie' && foreign
      ? denied('authz.permission_denied')
      : decision
  }
}

const denied = (key: string): Decision => ({ allowed: false, status: 401, errors: [key] })
