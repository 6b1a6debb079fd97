import type { Reason } from '../contract/results.ts';

/** Why a figure of the whole network is not cut down to one department: what is left would be groups too small to show. */
export const wholeNetworkOnly: Reason = {
  code: 'whole_network_only',
  sentence: {
    fr: 'Cette mesure porte sur l’ensemble du réseau : retirez le filtre de service pour la voir.',
    en: 'This measure is about the whole network: remove the department filter to see it.',
  },
};
