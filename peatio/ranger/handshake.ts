import type { IncomingMessage } from 'node:http'

/**
 * Whether the page that opens the socket may: one of ours, or of a host that was named. Programs send no
 * origin. A browser sends the user's cookie along whoever asks, so this is what keeps strangers' pages out.
 */
export function originAllowed({ headers }: IncomingMessage, hosts: readonly string[]): boolean {
  const { origin, host } = headers
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin).host
  return from === host || hosts.includes(from)
}
