/** *Adoption*, in French. */
export const frAdoption = {
  headline: {
    up: 'L’adoption est de {{value}} ({{change}} en 3 mois)',
    down: 'L’adoption est de {{value}} ({{change}} en 3 mois)',
    steady: 'L’adoption est de {{value}}, sans changement net en 3 mois',
    unknown: 'L’adoption est de {{value}}',
    activeUp: '{{value}} personnes contribuent en 28 jours, {{change}} de plus qu’il y a 3 mois',
    activeDown: '{{value}} personnes contribuent en 28 jours, {{change}} de moins qu’il y a 3 mois',
    active: '{{value}} personnes contribuent en 28 jours',
  },
  standfirst:
    '{{active}} personnes sur {{population}} ont publié, répondu ou réagi au cours des 28 jours qui finissent le {{day}}.',
  activeUp: '{{month}} personnes contribuent en 28 jours, {{change}} de plus qu’il y a 3 mois',
  activeDown: '{{month}} personnes contribuent en 28 jours, {{change}} de moins qu’il y a 3 mois',
  activeSteady: '{{month}} personnes contribuent en 28 jours, comme il y a 3 mois',
  stickiness: 'Un contributeur vient en moyenne {{days}} jours sur 28',
  retention: '{{share}} des nouveaux contributeurs reviennent trois mois après leur première contribution',
  replyRate: '{{value}} des publications reçoivent une réponse',
  firstResponse: 'La moitié des réponses arrive en moins de {{value}}',
  contributions: '{{kind}} : {{share}} de ce qui se fait sur le réseau',
  ladder_one: '{{n}} personne sur {{total}} va jusqu’à publier',
  ladder_many: '{{n}} de personnes sur {{total}} vont jusqu’à publier',
  ladder_other: '{{n}} personnes sur {{total}} vont jusqu’à publier',
  rung: 'Marche',
  moved: 'montées, descendues',
  movedText: '+{{up}} / −{{down}}',
  changed: {
    title: 'Ce qui a changé en 3 mois',
    none: 'Rien de net : tout ce qui est mesuré ici est resté à son niveau.',
    rule: 'Un changement compte à partir de 5 %, ou de 2 points pour un taux.',
    up: '{{what}} : {{value}} ({{change}})',
  },
} as const;
