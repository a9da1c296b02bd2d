// Log: structured lines on standard output. It redacts what must never be written down.
import { pino, type Logger } from 'pino'

export type { Logger }

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

/** Level from `level` (default `info`); one JSON object a line. */
export function createLog(name: string, level = 'info'): Logger {
  return pino({
    name,
    level,
    redact: { paths: secrets.flatMap((word) => [word, `*.${word}`]), censor: '[redacted]' },
  })
}
