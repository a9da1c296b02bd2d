import { Icon, type IconName } from '../../web/kit/index.ts'
import { NavLink } from '../router/index.ts'

const tabs: { to: string; label: string; icon: IconName }[] = [
  { to: '/', label: 'Markets', icon: 'home' },
  { to: '/trading', label: 'Trade', icon: 'chart' },
  { to: '/wallets', label: 'Wallets', icon: 'wallet' },
  { to: '/orders', label: 'Orders', icon: 'list' },
  { to: '/profile', label: 'Profile', icon: 'user' },
]

/** Navigation at the thumb, on phones. */
export function TabBar() {
  return (
    <nav className="shell-tabs" aria-label="Pages">
      {tabs.map((tab) => (
        <NavLink key={tab.to} to={tab.to}>
          <Icon name={tab.icon} size={20} />
          {tab.label}
        </NavLink>
      ))}
    </nav>
  )
}
