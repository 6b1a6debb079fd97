/** What the path of a topic file says. */
export interface TopicFile {
  /** Digits, as text. */
  readonly streamId: string;
  readonly streamName: string;
  /** The topic's name without the mark of a resolved topic. */
  readonly topic: string;
}

// Streams with a slash in their name stand in nested folders: the topic is what follows the last one.
const topicPath = /^(\d+)-(.+)\/([^/]+)\.json$/;

/** Reads `<stream id>-<stream name>/<topic>.json`; null for any other file. */
export function topicFile(path: string): TopicFile | null {
  const [, streamId, streamName, topic] = topicPath.exec(path) ?? [];
  if (streamId === undefined || streamName === undefined || topic === undefined) return null;
  return { streamId, streamName: decodeDotted(streamName), topic: decodeDotted(topic).replace(/^✔ /, '') };
}

/** Undoes the archive's way of writing names: percent encoding with a dot for the percent sign. */
export function decodeDotted(name: string): string {
  const encoded = name.replace(/%/g, '%25').replace(/\.([0-9A-Fa-f]{2})/g, '%$1');
  try {
    return decodeURIComponent(encoded);
  } catch {
    return name; // a name cut in the middle of a character
  }
}
