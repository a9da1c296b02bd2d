import { readConfig } from '../processes/config.ts'

/** The demo users' password, as the README documents it. */
export const { demoPassword } = readConfig({})
