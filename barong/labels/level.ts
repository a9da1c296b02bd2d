import type { Label } from './label-store.ts'

/** What a level asks for, lowest first. */
export type LevelRule = { key: string; value: string }
/** What makes a user active, and which label keys take that away again; the last trigger that matches wins. */
export type StateRules = {
  activation: readonly LevelRule[]
  triggers: readonly { state: string; keys: readonly string[] }[]
}
export type StandingRules = { levels: readonly LevelRule[]; states: StateRules }

/** The rules of the references' seeds. */
export const defaultRules: StandingRules = {
  levels: [
    { key: 'email', value: 'verified' },
    { key: 'phone', value: 'verified' },
    { key: 'document', value: 'verified' },
  ],
  states: {
    activation: [{ key: 'email', value: 'verified' }],
    triggers: [
      { state: 'banned', keys: ['ban', 'fraud'] },
      { state: 'deleted', keys: ['delete'] },
      { state: 'locked', keys: ['suspicious', 'lock'] },
    ],
  },
}

type Fact = Pick<Label, 'key' | 'value' | 'scope'>

/**
 * Level and state are what the private labels say, and nothing else: users write their public labels themselves.
 * A gap stops the climb: a verified document counts only above a verified phone.
 */
export function standingOf(labels: readonly Fact[], rules: StandingRules): { level: number; state: string } {
  const facts = labels.filter((label) => label.scope === 'private')
  const holds = (rule: LevelRule) => facts.some(({ key, value }) => key === rule.key && value === rule.value)
  const gap = rules.levels.findIndex((rule) => !holds(rule))
  const { activation, triggers } = rules.states
  const trigger = triggers.findLast(({ keys }) => facts.some(({ key }) => keys.includes(key)))
  return {
    level: gap === -1 ? rules.levels.length : gap,
    state: trigger?.state ?? (activation.every(holds) ? 'active' : 'pending'),
  }
}
