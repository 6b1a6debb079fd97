import { z } from 'zod';

/** Every word shown exists in French and in English. French comes first. */
export const textSchema = z.object({ fr: z.string().min(1), en: z.string().min(1) });
export type Text = z.infer<typeof textSchema>;

export const languages = ['fr', 'en'] as const;
export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;
