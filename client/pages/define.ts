import type { ComponentType, LazyExoticComponent } from 'react';
import type { Text } from '../../server/contract/text.ts';

/** A page of the menu. `Page` is loaded when it is first opened. */
export interface PageDefinition {
  readonly path: `/${string}`;
  readonly title: Text;
  /** What the reader comes to find out; stands in for the headline until the data have one. */
  readonly question: Text;
  readonly Page: LazyExoticComponent<ComponentType>;
}
