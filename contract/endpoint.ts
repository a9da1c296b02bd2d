import { readerOf, type Params, type ValuesOf } from './param.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** A parameterised REST endpoint; server, client, docs and tests derive from it. */
export type Endpoint<P extends Params, Reply> = {
  method: Method
  /** Below its mount (`/api/v2/peatio`, `/api/v2/barong`); `:name` segments are params too. */
  path: string
  /** `public`: anyone; `user`: a verified session JWT; `cookie`: the session itself (sign-in and -out). */
  auth: 'public' | 'user' | 'cookie'
  /** Status of a success. */
  status: number
  summary: string
  params: P
  read(raw: Record<string, unknown>): { values: ValuesOf<P> } | { errors: string[] }
  /** Type only, for clients; never present at run time. */
  readonly reply?: Reply
}

export type ReplyOf<E> = E extends Endpoint<Params, infer Reply> ? Reply : never

/** Declares an endpoint: `endpoint<Order>()({ method: 'GET', … })`. */
export const endpoint =
  <Reply>() =>
  <P extends Params>(declared: {
    method: Method
    path: string
    auth: 'public' | 'user' | 'cookie'
    status?: number
    summary: string
    params: P
  }): Endpoint<P, Reply> => ({
    ...declared,
    status: declared.status ?? (declared.method === 'POST' ? 201 : 200),
    read: readerOf(declared.params),
  })
