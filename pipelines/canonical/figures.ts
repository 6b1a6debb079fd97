/** What a figure given by a platform counts. A figure of people is hidden when it counts too few of them. */
export const figures = [
  'people', // accounts
  'members', // of a community
  'full_members', // without guests
  'guests',
  'active_people', // who did anything, reading included, as the platform understands it
  'posting_people',
  'reading_people',
  'reacting_people',
  'web_people', // who came by this way
  'desktop_people',
  'android_people',
  'ios_people',
  'iphone_people',
  'ipad_people',
  'windows_phone_people',
  'other_device_people',
  'messages', // posts and replies together
  'messages_by_members', // without those of apps
  'community_messages', // in communities, of a whole network
  'channel_messages', // in channels, public or private
  'public_channel_messages',
  'private_channel_messages',
  'shared_channel_messages',
  'private_messages', // between people, outside channels
  'posts',
  'replies',
  'reads',
  'community_reads',
  'reactions',
  'community_reactions',
  'files',
  'communities',
  'active_communities',
] as const;
