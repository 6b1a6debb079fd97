/** *Méthode*, in French. */
export const frMethod = {
  headline: 'Chaque chiffre se lit, se vérifie et se retrouve',
  standfirst:
    'Définition, formule, valeurs possibles et référence de tout ce que Vigie calcule. Une valeur absente n’est jamais un zéro, et rien ne s’affiche sur moins de {{minimum}} personnes.',
  search: 'Chercher une mesure',
  found_one: '{{count, number}} entrée',
  found_many: '{{count, number}} d’entrées',
  found_other: '{{count, number}} entrées',
  nothing: 'Aucune entrée ne contient « {{query}} ».',
  contents: 'Sommaire',
  unavailable: 'Non calculable sur ces données',
  family: {
    adoption: 'Adoption',
    dialogue: 'Dialogue',
    network: 'Réseau',
    departments: 'Services',
    scores: 'Scores',
    backtest: 'Preuves sur le passé',
    tables: 'Tables',
  },
  parameters: {
    title: 'Ce dont dépend la force d’un lien',
    text: 'Ces valeurs sont les nôtres : voici chacune, et pourquoi. Une preuve ci-dessous essaie d’autres demi-vies sur vos propres données, une autre dit ce que change chaque valeur.',
    parameter: 'Paramètre',
    default: 'Par défaut',
    why: 'Pourquoi',
    inUse: 'En usage sur ces données : {{days}}.',
    halfLife: 'La demi-vie essayée sur ces données',
    sensitivity: 'Ce que changent ces valeurs en tête de chaque liste',
  },
  rules: {
    title: 'Les règles communes',
    periods:
      'Une période contient son premier jour et exclut le jour qui la suit ; les semaines sont celles de l’ISO, du lundi au dimanche.',
    contribution: 'Contribuer, c’est publier, répondre, réagir ou mentionner. Lire ne suffit pas.',
    null: 'Sans valeur n’est pas zéro : une courbe s’interrompt, une case reste vide.',
    bots: 'Les comptes techniques ne comptent pas ; les personnes parties comptent tant qu’elles étaient là.',
    change:
      'Une phrase annonce un changement à partir de 5 %, ou de deux points pour un taux, en trois mois ; en un an quand il y a trois mois on était en été ou à la fin de l’année.',
  },
} as const;
