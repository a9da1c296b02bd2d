import { errorText } from './error-text.ts'

/** A refusal: its status (0 when nothing answered) and its error keys; the message is readable text. */
export class ApiError extends Error {
  readonly status: number
  readonly keys: readonly string[]
  constructor(status: number, keys: readonly string[], options: { cause?: unknown } = {}) {
    const shown =
      keys.length > 0 ? keys : [status >= 500 ? 'server.internal_error' : `server.status_${status}`]
    super(shown.map(errorText).join(' '), options)
    this.name = 'ApiError'
    this.status = status
    this.keys = shown
  }
  /** True when the server gave this key. */
  has(key: string): boolean {
    return this.keys.includes(key)
  }
}

/** Text for a person, whatever was thrown. */
export const messageOf = (error: unknown): string =>
  error instanceof ApiError ? error.message : errorText('client.unexpected')
