import { ApiError } from './api-error.ts'
import type { Input, Remote } from './remote.ts'
import { requestOf } from './request.ts'

const csrfKey = 'csrfToken'

/** The token that opening a session gave; the reference's clients keep it under the same name. */
export const csrfToken = {
  read: (): string | null => localStorage.getItem(csrfKey),
  keep: (token: string): void => localStorage.setItem(csrfKey, token),
  forget: (): void => localStorage.removeItem(csrfKey),
}

type Listener = (error: ApiError) => void
const refusalListeners = new Set<Listener>()

/** Hears every refusal, so that the session can end when the server says that it has. */
export function onRefusal(listener: Listener): () => void {
  refusalListeners.add(listener)
  return () => refusalListeners.delete(listener)
}

export type Answer<Reply> = { body: Reply; headers: Headers }

/** Calls an endpoint. Throws `ApiError` for a refusal and for a server that cannot be reached. */
export async function send<Name extends string, Reply>(
  remote: Remote<Name, Reply>,
  input: Input<Name> = {},
  signal?: AbortSignal,
): Promise<Answer<Reply>> {
  const { url, init } = requestOf(remote, input, csrfToken.read())
  const response = await fetch(url, signal === undefined ? init : { ...init, signal }).catch(
    (cause: unknown) => {
      if (signal?.aborted) throw cause
      throw new ApiError(0, ['network.unreachable'], { cause })
    },
  )
  if (response.ok) return { body: (await bodyOf(response)) as Reply, headers: response.headers }
  const error = new ApiError(response.status, keysOf(await bodyOf(response)))
  for (const listener of refusalListeners) listener(error)
  throw error
}

/** Like `send`, for those who only want the body. */
export const call = async <Name extends string, Reply>(
  remote: Remote<Name, Reply>,
  input: Input<Name> = {},
  signal?: AbortSignal,
): Promise<Reply> => (await send(remote, input, signal)).body

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    // A proxy's HTML page, say. The status still tells what happened.
    return undefined
  }
}

function keysOf(body: unknown): string[] {
  const errors = (body as { errors?: unknown } | undefined)?.errors
  if (typeof errors === 'string') return [errors]
  return Array.isArray(errors) ? errors.filter((each): each is string => typeof each === 'string') : []
}
