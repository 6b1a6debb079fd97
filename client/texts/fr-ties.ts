/** *Liens*, in French. */
export const frTies = {
  headline_one: '{{n}} service sur {{total}} échange surtout en son sein : {{names}}',
  headline_many: '{{n}} de services sur {{total}} échangent surtout en leur sein, d’abord {{names}}',
  headline_other: '{{n}} services sur {{total}} échangent surtout en leur sein, d’abord {{names}}',
  headlineOpen: 'Aucun service ne se referme nettement sur lui-même',
  standfirst:
    'Un lien relie deux personnes dont l’une répond, réagit ou s’adresse à l’autre. Chaque nombre est comparé à ce que donnerait le hasard si chacun gardait autant de contacts.',
  matrix: '{{silos}} paires de services se parlent moins que prévu, {{bridges}} se parlent plus',
  matrixEven: 'Aucune paire de services ne s’écarte nettement du hasard',
  matrixNote: 'case = liens observés ÷ liens attendus',
  trend: {
    below: 'Les échanges restent dans les services plus que le hasard ne le voudrait',
    belowOpening: 'Les services restent entre eux, mais s’ouvrent depuis un an',
    belowClosing: 'Les services restent entre eux, et davantage qu’il y a un an',
    within: 'Les échanges entre services sont dans la bande du hasard',
    above: 'Les échanges passent d’un service à l’autre plus que le hasard ne le voudrait',
  },
  openness: 'Observé à côté de l’attendu : plus le point est à gauche du trait, plus le service échange en son sein',
  opennessHead: {
    department: 'Service',
    people: 'Personnes',
    observed: 'Observé',
    expected: 'Attendu',
    scale: 'De −1 à 1',
  },
  opennessDot: 'observé {{observed}}, attendu {{expected}}, sur une échelle de −1 à 1',
  bridging: 'Les personnes qui relient les services',
  summary: 'Le réseau compte {{people}} personnes et {{ties}} paires liées',
  network: {
    title: 'Le réseau, si vous voulez le voir',
    subtitle:
      'Chaque point est une personne sous pseudonyme, chaque trait un échange ; la couleur est celle des plus grands services',
    draw: 'Dessiner le réseau',
    hide: 'Ranger le dessin',
    drawn: 'Dessin du réseau : {{people}} personnes, {{ties}} liens. Les mêmes données sont dans le tableau.',
    department: 'Service',
    people: 'Personnes',
    inside: 'Liens internes',
    outside: 'Liens avec d’autres services',
    unknown: 'Service inconnu ou masqué',
    others: 'Autres services',
  },
} as const;
