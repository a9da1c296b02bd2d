import { create } from 'zustand'

export type Theme = 'dark' | 'light'

const shown = (): Theme => (document.documentElement.dataset['theme'] === 'light' ? 'light' : 'dark')

export const useTheme = create<Theme>(shown)

/** Changes the theme now and for later visits. */
export function setTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme
  useTheme.setState(theme, true)
  try {
    localStorage.setItem('theme', theme)
  } catch {
    // Storage may be forbidden; the choice then lasts for this visit.
  }
}
