import type { ServerResponse } from 'node:http'
import formbody from '@fastify/formbody'
import fastify, {
  LogController,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import type { Logger } from 'pino'
import { Fault } from '../../core/units/index.ts'
import { seldom } from '../log/index.ts'
import { admitRequests, type Admission } from './admit-requests.ts'

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
export type Refusal = {
  refused: true
  status: number
  errors: string[]
  body?: unknown
  headers?: Record<string, string | number>
}
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

/** What the references answer where there is nothing. */
const noSuchRoute = { error: 'Route is not found' }
const unreadable = { errors: ['server.method.invalid_message_body'] }

/** What the framework refuses by its status, in the wire's words: bodies unread, files that cannot be sent. */
const refusals: Record<number, [number, object]> = {
  400: [400, unreadable],
  415: [400, unreadable],
  413: [413, { errors: ['server.method.body_too_large'] }],
  403: [404, noSuchRoute],
  404: [404, noSuchRoute],
  416: [416, noSuchRoute],
}
const failed: [number, object] = [500, { errors: ['server.internal_error'] }]

/** To a path that no route can have, before any hook: Fastify would quote it, and in words of its own. */
function sayNoSuchPath(raw: ServerResponse): void {
  raw.writeHead(404, {
    'content-type': 'application/json; charset=utf-8',
    'x-content-type-options': 'nosniff',
  })
  raw.end(JSON.stringify(noSuchRoute))
}

/** Faults that pass: the same request may succeed in a moment. */
const passing = new Set([
  'engine_overloaded',
  'engine_stopped',
  'sql_busy',
  'market_data_behind',
  'projection_late',
  'projection_halted',
])
/** Whether an error is such a fault: whoever answers by something else than a request says so too. */
export const isPassing = (error: unknown): error is Fault => error instanceof Fault && passing.has(error.code)
const unavailable: [number, object] = [503, { errors: ['server.service_unavailable'] }]

/** How long a request may take to arrive whole: one that never does would keep its place in the house for ever. */
const requestMsMax = 30_000
/** How long a connection may be silent: longer than any answer is waited for, and not for ever unread. */
const silenceMsMax = 120_000

/**
 * A Fastify with the house's limits, body formats and error shape. Bodies are at most 64 KiB; of more than
 * `inFlightMax` requests at once, the last get 503, and so do orders for a queue that `isFull`.
 */
export function createHttp(log: Logger, admission: Admission = {}): FastifyInstance {
  const options: FastifyServerOptions = {
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    // What is logged of a request names it itself; a logger for each would cost as much as routing it.
    childLoggerFactory: (logger) => logger,
    bodyLimit: 64 * 1024,
    requestTimeout: requestMsMax,
    connectionTimeout: silenceMsMax,
    routerOptions: { maxParamLength: 255, ignoreTrailingSlash: true },
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, { raw }) => sayNoSuchPath(raw),
  }
  const app = fastify(options)
  admitRequests(app, admission)
  void app.register(formbody)
  // Bots send the JSON content type with an empty body on cancels; that means no parameters, not broken JSON.
  // Plain text would be taken and not read: a cancel of one market must not become a cancel of all.
  const parseJson = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser(['application/json', 'text/plain'])
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (body.length === 0) done(null, {})
    else void parseJson(request, body.toString(), done)
  })
  const noteRefused = seldom(log, 'requests are refused for the moment')
  app.setErrorHandler((error: Error & { statusCode?: number }, request, response) => {
    const passes = isPassing(error)
    const [status, body] = passes ? unavailable : (refusals[error.statusCode ?? 500] ?? failed)
    if (passes) noteRefused(error)
    else if (status >= 500)
      request.log.error({ err: error, path: request.routeOptions.url, reqId: request.id }, 'a request failed')
    return response.status(status).send(body)
  })
  return app
}

/** `admit` refuses a caller before his parameters are looked at: what he may not do has no wrong parameters. */
export type Mounting<Values, Caller> = {
  verify?: Verify<Caller>
  admit?: (caller: Caller) => Refusal | undefined
  /** What it asks for waits in a queue, and is refused at the door while that is full. */
  queues?: boolean
  handle: Handler<Values, Caller>
}

/** Binds an endpoint of the contract to its handler: read, authenticate, handle, reply. */
export function mount<Values, Caller>(
  app: FastifyInstance,
  prefix: string,
  endpoint: Mountable<Values>,
  { verify, admit, queues = false, handle }: Mounting<Values, Caller>,
): void {
  app.route({
    method: endpoint.method,
    url: prefix + endpoint.path,
    config: { queues },
    async handler(request, response) {
      let caller: Caller | undefined
      if (endpoint.auth === 'user') {
        caller = await verify?.(request.headers.authorization)
        // Fails closed: an endpoint for users that was mounted without a verifier refuses everyone.
        if (caller === undefined) return send(response, refuse(401, 'jwt.decode_and_verify'))
      }
      const about = new HttpCall<Values, Caller>(caller as Caller, request, response)
      const reply = await perform(endpoint, { admit, handle }, { raw: () => rawOf(request), about })
      return send(response, reply, endpoint.status)
    },
  })
}

/** A class, because an object with a getter of its own costs as much to make as everything else about a request. */
class HttpCall<Values, Caller> {
  params: Values | undefined = undefined
  readonly caller: Caller
  readonly request: FastifyRequest
  readonly response: FastifyReply

  constructor(caller: Caller, request: FastifyRequest, response: FastifyReply) {
    this.caller = caller
    this.request = request
    this.response = response
  }

  get userAgent(): string {
    return this.request.headers['user-agent'] ?? ''
  }

  /** Asks the system, for the few who want to know. */
  get ip(): string {
    return this.request.ip
  }
}

/** What whoever performs an endpoint knows of a call besides its parameters. */
type About<Caller> = { caller: Caller }
type Performing<Values, Caller, Known extends About<Caller>> = {
  admit?: ((caller: Caller) => Refusal | undefined) | undefined
  handle: (call: { params: Values } & Known) => Promise<Reply | Refusal> | Reply | Refusal
}

/**
 * What an endpoint makes of a known caller's raw parameters, whatever brought them: admission, reading, handling, in
 * this order. A request and a message on a socket pass the same checks because both pass here.
 */
export function perform<Values, Caller, Known extends About<Caller>>(
  endpoint: Pick<Mountable<Values>, 'read'>,
  { admit, handle }: Performing<Values, Caller, Known>,
  { raw, about }: { raw: () => Record<string, unknown>; about: Known },
): Promise<Reply | Refusal> | Reply | Refusal {
  const refusal = admit?.(about.caller)
  if (refusal) return refusal
  const read = endpoint.read(raw())
  if ('errors' in read) return refuse(422, ...read.errors)
  // Each call brings an object of its own, which is added to: a copy of it would cost more than reading a body.
  const call: Known & { params?: Values } = about
  call.params = read.values
  return handle(call as Known & { params: Values })
}

/** Path wins over body, body over query: the path is what the gateway authorised. */
function rawOf({ query, body, params }: FastifyRequest): Record<string, unknown> {
  // Most requests say everything in one place, which then needs no copy.
  if (saysNothing(query) && saysNothing(params) && isPlain(body)) return body
  const raw: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const source of [query, body, params]) {
    if (!isFields(source)) continue
    for (const [name, value] of Object.entries(source))
      raw[name.endsWith(listMark) ? name.slice(0, -listMark.length) : name] = value
  }
  return raw
}

/** How forms and queries mark a name that may come several times. */
const listMark = '[]'

const isFields = (source: unknown): source is Record<string, unknown> =>
  source !== null && typeof source === 'object' && !Array.isArray(source)

function saysNothing(source: unknown): boolean {
  for (const _ in source as object) return false
  return true
}

function isPlain(source: unknown): source is Record<string, unknown> {
  if (!isFields(source)) return false
  for (const name in source) if (name.endsWith(listMark)) return false
  return true
}

function send(response: FastifyReply, reply: Reply | Refusal, status = 200): FastifyReply {
  if (reply.headers) void response.headers(reply.headers)
  const said = statusAndBody(reply, status)
  return response.status(said.status).send(said.body)
}

/** A reply as the wire has it; `status` is that of a success which names none. */
export const statusAndBody = (reply: Reply | Refusal, status: number): { status: number; body: unknown } =>
  'refused' in reply
    ? { status: reply.status, body: reply.body ?? { errors: reply.errors } }
    : { status: reply.status ?? status, body: reply.body }
