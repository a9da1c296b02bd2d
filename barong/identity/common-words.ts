/**
 * Words that passwords are built of: the heads of the published lists of leaked passwords, names, months and the
 * field's own vocabulary. Lower case; longer forms first where one contains another.
 */
export const commonWords: readonly string[] = `
password1 password123 password passw0rd passwort passwd pass1234 123456789 12345678 1234567 123456 123123 123321
112233 111111 000000 121212 654321 666666 696969 777777 888888 987654 qwerty123 qwertyuiop qwerty qwertz azerty
asdfgh zxcvbn 1q2w3e4r 1qaz2wsx qazwsx abc123 abcd1234 aaaa bbbb qqqq xxxx zzzz 1111 0000 1234 2000
iloveyou ilove love lovely loveme lover letmein welcome admin administrator root toor user guest login master
monkey dragon shadow sunshine princess football baseball basketball soccer hockey superman batman spiderman
pokemon starwars trustno1 whatever hello hallo bonjour freedom secret private secure security access changeme
change temp temporary test testing tester demo default sample example samsung google apple iphone android
computer internet network server system windows microsoft facebook twitter amazon netflix youtube linux oracle
mustang ferrari porsche mercedes corvette harley yamaha ranger hunter killer jordan michael jessica ashley
daniel charlie thomas jennifer michelle nicole andrew joshua matthew robert george amanda anthony william
richard joseph david james john maria anna peter martin stefan alexander natasha sergey vladimir
summer winter spring autumn january february march april june july august september october november december
monday tuesday wednesday thursday friday saturday sunday january london paris berlin moscow newyork america
england germany france canada russia china japan brazil chelsea arsenal liverpool barcelona madrid juventus
cheese chocolate cookie coffee banana orange pepper ginger peanut butter flower rainbow diamond silver golden
gold purple yellow green black white blue chicken tiger lion eagle falcon panther phoenix cowboy maverick
money bitcoin ethereum crypto blockchain wallet exchange trader trading market hodl satoshi tether moon lambo
million dollar rich profit finance bank barong peatio opex openware
asshole fuckyou fuckme fuck bitch pussy sexy nude hentai porn daddy mommy mother father family brother sister
baby angel heaven jesus christ church blessed forever friend friends happy smile funny cool awesome magic music
guitar piano metal rock dance party police soldier army navy marine military rocket nasa space galaxy planet
matrix merlin gandalf wizard frodo hobbit naruto sasuke goku kakashi minecraft fortnite warcraft starcraft
zelda mario sonic nintendo playstation xbox gamer player winner champion legend hero ninja samurai warrior
buster bailey maggie sophie oliver charlotte lucky bandit rocky buddy jackson harry potter snoopy scooby
biteme access14 qwe123 q1w2e3 pass
`
  .trim()
  .split(/\s+/)
