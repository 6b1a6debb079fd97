import { describe, expect, it } from 'vitest';
import { ImportError } from '../../pipelines/import-error.ts';
import { csvAnalytics, jsonAnalytics } from '../../pipelines/sources/slack-analytics/columns.ts';
import { filePeriod } from '../../pipelines/sources/slack-analytics/file-period.ts';
import { slackAnalytics } from '../../pipelines/sources/slack-analytics/source.ts';
import { testSourceCases } from '../support/source-cases.ts';

// "zanzibar" stands in every name and address of people and in topics.
testSourceCases(slackAnalytics, ['csv', 'daily'], /zanzibar|U0[1-5](ANA|BO|CY|DEE|EVE)/i);

describe('the name of a file', () => {
  it.each([
    ['Acme Member Analytics Prior 30 Days - Apr 17, 2026.csv', '2026-03-19', '2026-04-18', 'Acme'],
    ['Acme Corp Channel Analytics Mar 17, 2025 - Apr 17, 2026.csv', '2025-03-17', '2026-04-18', 'Acme Corp'],
    ['Acme_Corp_Member_Analytics_Prior_7_Days_-_Mar_3__2024.csv', '2024-02-26', '2024-03-04', 'Acme Corp'],
    ['Acme_Corp_Member_Analytics_Prior_7_Days_-_Mar_3,_2024 (2).csv', '2024-02-26', '2024-03-04', 'Acme Corp'],
    ['Prior 1 Day - Jan 1, 2026.csv', '2026-01-01', '2026-01-02', null],
  ])('%s', (name, from, to, workspace) => {
    expect(filePeriod(name)).toMatchObject({ from, to, workspace });
  });

  it.each([
    'members.csv',
    'Acme Member Analytics Prior 30 Days - Avr 17, 2026.csv',
    'x Apr 17, 2026 - Mar 17, 2026.csv',
  ])('%s says what to do', (name) => {
    expect(() => filePeriod(name)).toThrow(ImportError);
    try {
      filePeriod(name);
    } catch (error) {
      expect((error as ImportError).remedy.fr).toContain('le nom que Slack lui a donné');
    }
  });

  it('refuses a day that does not exist', () => {
    expect(() => filePeriod('Prior 7 Days - Feb 30, 2026.csv')).toThrow(ImportError);
  });
});

describe('what a file holds', () => {
  it.each([
    ['Name,User ID,Days active,Messages posted', 'members'],
    ['Name,Full Members,Guests,Messages posted,Members who viewed', 'channels'],
    ['date,total_membership,daily_active_members,weekly_active_members,messages_in_d_ms,messages_posted', 'overview'],
    [
      'Date,Total Users,Full Members,Guests,Daily Active Users,Weekly Active Users,Messages in Public Channels',
      'overview',
    ],
    ['username,email,status,billing-active,has-2fa,has-sso,userid,fullname,displayname', null],
    ['ID,Name,Private,Archived,Creation date,Last activity,Creator ID,Members', null],
    ['Name,Email,Department,Messages posted', null],
  ])('%s is %s', (header, kind) => {
    expect(csvAnalytics(header.split(','))).toBe(kind);
  });

  it.each([
    ['{"date":"2026-03-05","user_id":"U1","is_active":true}', 'member-days'],
    ['{"date":"2026-03-05","channel_id":"C1","total_members_count":3}', 'channel-days'],
    ['{"channel_id":"C1","name":"a","topic":"","description":"","date":"2026-03-05"}', 'names'],
    ['{"type":"version","version":1}', null],
    ['[{"id":"U1"', null],
  ])('%s is %s', (line, kind) => {
    expect(jsonAnalytics(line)).toBe(kind);
  });
});
