// Log: structured lines on standard output. It redacts what must never be written down.
import { pino, type Logger } from 'pino'

export type { Logger }
export { seldom } from './seldom.ts'

const secrets = [
  'password',
  'secret',
  'token',
  'otp_code',
  'totp_code',
  'authorization',
  'cookie',
  'signature',
]

/** Level from `level` (default `info`); one JSON object a line, to standard output unless told where. */
export function createLog(name: string, level = 'info', to?: { write(line: string): void }): Logger {
  const redact = { paths: secrets.flatMap((word) => [word, `*.${word}`]), censor: '[redacted]' }
  const options = { name, level, redact }
  return to ? pino(options, to) : pino(options)
}
