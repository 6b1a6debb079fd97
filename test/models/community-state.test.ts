import { describe, expect, it } from 'vitest';
import { type CommunityFacts, communityState } from '../../server/models/community-state.ts';
import type { OwnRhythm } from '../../server/models/own-rhythm.ts';

const rhythm: OwnRhythm = {
  lastDay: 20_000,
  silentDays: 2,
  operationalSilentDays: 2,
  silenceProbability: 0.5,
  longestGap: 10,
  usualGapDays: 3,
};
const lively: CommunityFacts = {
  isArchived: false,
  isSourceSilent: false,
  rhythm,
  isSeasonal: false,
  mostPeople: 12,
  lifeDays: 400,
  contributions: 500,
  recentPeople: 9,
  recentContributions: 60,
  broadcast: { posts: 30, replies: 70, topFiveShare: 0.4 },
};
const silent = (days: number, probability: number, operational = days): CommunityFacts => ({
  ...lively,
  rhythm: { ...rhythm, silentDays: days, operationalSilentDays: operational, silenceProbability: probability },
  recentPeople: 0,
  recentContributions: 0,
});

describe('the state of a community', () => {
  it.each<[string, CommunityFacts, string]>([
    ['lively', lively, 'active'],
    ['archived, whatever else', { ...silent(200, 1e-9), isArchived: true }, 'finished'],
    ['nobody ever wrote', { ...lively, rhythm: null }, 'never_started'],
    [
      'two people at its launch',
      { ...silent(40, 0.2), mostPeople: 2, lifeDays: 20, contributions: 4 },
      'never_started',
    ],
    ['two people, but for a year', { ...silent(40, 0.2), mostPeople: 2, lifeDays: 300, contributions: 4 }, 'active'],
    ['60 operational days, improbable', silent(65, 0.001), 'dormant'],
    ['59 operational days of a long holiday', silent(90, 0.001, 59), 'alarm'],
    ['long, but usual for it', silent(80, 0.2), 'active'],
    ['longer than a year, usual or not', silent(366, 0.2), 'dormant'],
    ['improbable and out of season', { ...silent(120, 1e-6), isSeasonal: true }, 'seasonal'],
    ['short and improbable', silent(20, 0.009), 'alarm'],
    ['short, improbable, but not the longest', silent(9, 0.009), 'active'],
    ['at the threshold', silent(20, 0.01), 'active'],
    [
      'posts of a few, unanswered',
      { ...lively, broadcast: { posts: 70, replies: 30, topFiveShare: 0.9 } },
      'broadcast_only',
    ],
    ['answered a little more', { ...lively, broadcast: { posts: 69, replies: 31, topFiveShare: 0.9 } }, 'active'],
    ['posts of many', { ...lively, broadcast: { posts: 70, replies: 30, topFiveShare: 0.89 } }, 'active'],
    ['four posts say nothing', { ...lively, broadcast: { posts: 4, replies: 0, topFiveShare: 1 } }, 'active'],
    ['no threads in the source', { ...lively, broadcast: null }, 'active'],
    ['one person, three times', { ...lively, recentPeople: 1, recentContributions: 3 }, 'monologue'],
    ['one person, twice', { ...lively, recentPeople: 1, recentContributions: 2 }, 'active'],
    ['alive when its source fell silent', { ...lively, isSourceSilent: true }, 'no_data'],
    ['in alarm when its source fell silent', { ...silent(20, 0.009), isSourceSilent: true }, 'no_data'],
    ['dormant before its source fell silent', { ...silent(65, 0.001), isSourceSilent: true }, 'dormant'],
    ['archived, its source silent', { ...lively, isArchived: true, isSourceSilent: true }, 'finished'],
  ])('%s', (_name, facts, state) => expect(communityState(facts)).toBe(state));
});
