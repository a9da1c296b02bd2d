import type { Config } from './config.ts'
import type { Exchange } from './exchange.ts'

/** What a person needs to know when the exchange is up, in one block. */
export function readyBlock(config: Config, { url, demo }: Pick<Exchange, 'url' | 'demo'>): string {
  const lines = [
    `OPEX is ready      ${url}`,
    `mail               ${url}/dev/mail   (every mail this exchange sends arrives here)`,
    `data               ${config.dataDirectory}`,
  ]
  if (demo) {
    const accounts = demo.people.map(({ email, role }) => (role === 'member' ? email : `${email} (${role})`))
    lines.push(`demo accounts      ${accounts.join(', ')}`, `demo password      ${config.demoPassword}`)
    lines.push('A demo on test coins: not for real funds yet.')
  } else {
    lines.push('No users yet? Stop, then: npm run superadmin -- you@example.com')
  }
  const width = Math.max(...lines.map((line) => line.length)) + 2
  const rule = '─'.repeat(width)
  return [`┌${rule}┐`, ...lines.map((line) => `│ ${line.padEnd(width - 1)}│`), `└${rule}┘`].join('\n')
}
