import type { ServerResponse } from 'node:http'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import type { Logger } from 'pino'

/** A request whose parameters were read and whose caller is known. */
export type Call<Values, Caller> = {
  params: Values
  /** Who the bearer token names; present exactly when the endpoint's `auth` is `user`. */
  caller: Caller
  ip: string
  userAgent: string
  /** The raw pair, for cookies and headers. */
  request: FastifyRequest
  response: FastifyReply
}

/** An expected no, with its status and wire keys. */
export type Refusal = { refused: true; status: number; errors: string[]; body?: unknown }
export type Reply = { body: unknown; status?: number; headers?: Record<string, string | number> }
export type Handler<Values, Caller> = (
  call: Call<Values, Caller>,
) => Promise<Reply | Refusal> | Reply | Refusal

/** The shape of a contract endpoint that serving needs. */
export type Mountable<Values> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  auth: 'public' | 'user' | 'cookie'
  status: number
  read(raw: Record<string, unknown>): { values: Values } | { errors: string[] }
}

/** Turns an Authorization header into claims; `undefined` for anything but a valid bearer token. */
export type Verify<Caller> = (authorization: string | undefined) => Promise<Caller | undefined>

export const refuse = (status: number, ...errors: string[]): Refusal => ({ refused: true, status, errors })

/** Fails of Fastify itself, by its own error codes, in the wire's words. */
const faults: Record<string, [number, string]> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [400, 'server.method.invalid_message_body'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'server.method.invalid_message_body'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'server.method.invalid_message_body'],
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'server.method.body_too_large'],
}

/** To a path that no route can have, before any hook: Fastify would quote it, and in words of its own. */
function sayNoSuchPath(raw: ServerResponse): void {
  raw.writeHead(404, { 'content-type': 'application/json; charset=utf-8', 'x-content-type-options': 'nosniff' })
  raw.end(JSON.stringify({ errors: ['route.not_found'] }))
}

/** A Fastify with the house's limits, body formats and error shape. Bodies are at most 64 KiB. */
export function createHttp(log: Logger): FastifyInstance {
  const options: FastifyServerOptions = {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: 64 * 1024,
    routerOptions: { maxParamLength: 255, ignoreTrailingSlash: true },
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, { raw }) => sayNoSuchPath(raw),
  }
  const app = fastify(options)
  void app.register(cookie)
  void app.register(formbody)
  // Bots send the JSON content type with an empty body on cancels; that means no parameters, not broken JSON.
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, {})
    else void parseJson(request, body.toString(), done)
  })
  app.setErrorHandler((error: Error & { code?: string; statusCode?: number }, request, response) => {
    const known = error.code === undefined ? undefined : faults[error.code]
    const invalidJson = error instanceof SyntaxError && error.statusCode === 400
    const [status, key] =
      known ?? (invalidJson ? faults['FST_ERR_CTP_INVALID_JSON_BODY']! : [500, 'server.internal_error'])
    if (status >= 500) request.log.error({ err: error, path: request.routeOptions.url }, 'a request failed')
    return response.status(status).send({ errors: [key] })
  })
  return app
}

/** `admit` refuses a caller before his parameters are looked at: what he may not do has no wrong parameters. */
export type Mounting<Values, Caller> = {
  verify?: Verify<Caller>
  admit?: (caller: Caller) => Refusal | undefined
  handle: Handler<Values, Caller>
}

/** Binds an endpoint of the contract to its handler: read, authenticate, handle, reply. */
export function mount<Values, Caller>(
  app: FastifyInstance,
  prefix: string,
  endpoint: Mountable<Values>,
  { verify, admit, handle }: Mounting<Values, Caller>,
): void {
  app.route({
    method: endpoint.method,
    url: prefix + endpoint.path,
    async handler(request, response) {
      let caller: Caller | undefined
      if (endpoint.auth === 'user') {
        caller = await verify?.(request.headers.authorization)
        // Fails closed: an endpoint for users that was mounted without a verifier refuses everyone.
        if (caller === undefined) return send(response, refuse(401, 'jwt.decode_and_verify'))
      }
      const refusal = admit?.(caller as Caller)
      if (refusal) return send(response, refusal)
      const read = endpoint.read(rawOf(request))
      if ('errors' in read) return send(response, refuse(422, ...read.errors))
      const { ip } = request
      const userAgent = request.headers['user-agent'] ?? ''
      const reply = await handle({
        params: read.values,
        caller: caller as Caller,
        ip,
        userAgent,
        request,
        response,
      })
      return send(response, reply, endpoint.status)
    },
  })
}

/** Path wins over body, body over query: the path is what the gateway authorised. */
function rawOf(request: FastifyRequest): Record<string, unknown> {
  const raw: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const source of [request.query, request.body, request.params]) {
    if (source === null || typeof source !== 'object' || Array.isArray(source)) continue
    for (const [name, value] of Object.entries(source)) raw[name.replace(/\[\]$/, '')] = value
  }
  return raw
}

function send(response: FastifyReply, reply: Reply | Refusal, status = 200): FastifyReply {
  if ('refused' in reply) {
    return response.status(reply.status).send(reply.body ?? { errors: reply.errors })
  }
  if (reply.headers) void response.headers(reply.headers)
  return response.status(reply.status ?? status).send(reply.body)
}
