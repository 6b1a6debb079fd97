/** *Ambassadeurs*, in French. */
export const frAmbassadors = {
  headline_one: '{{n}} personne se dégage nettement, quelle que soit la semaine regardée',
  headline_many: '{{n}} de personnes se dégagent nettement, quelle que soit la semaine regardée',
  headline_other: '{{n}} personnes se dégagent nettement, quelle que soit la semaine regardée',
  headlineNone: 'Personne ne se dégage nettement sur cette période',
  standfirst:
    'On invite, on ne classe pas : trois groupes, par ordre alphabétique. Chaque nom vient avec ses raisons, et la charge de la personne avant toute demande.',
  standfirstMasked: 'Les noms sont masqués : chaque personne porte un pseudonyme stable.',
  list: 'Qui inviter, et pourquoi',
  listNote: 'rang de 0 à 100 sur chaque facette, parmi les personnes éligibles',
  tier: {
    A: 'Groupe A : en tête dans au moins 8 rééchantillonnages sur 10',
    B: 'Groupe B : en tête dans au moins la moitié',
    C: 'Groupe C : bons signes, moins constants',
  },
  tierShort: 'Groupe {{tier}}',
  people_one: '{{n}} personne',
  people_many: '{{n}} de personnes',
  people_other: '{{n}} personnes',
  set: 'Ensemble, ils couvrent l’entreprise',
  facet: '{{name}} : {{value}} sur 100',
  facetUnknown: '{{name}} : inconnu',
  facetKey: 'point : la personne ; bande : la moitié centrale de ses collègues',
  cover: {
    title_one: '{{n}} service n’a aucun candidat dans les groupes A et B',
    title_many: '{{n}} de services n’ont aucun candidat dans les groupes A et B',
    title_other: '{{n}} services n’ont aucun candidat dans les groupes A et B',
    titleFull: 'Chaque service a au moins un candidat dans les groupes A et B',
    subtitle: 'candidats par service et par groupe',
    department: 'Service',
  },
} as const;
