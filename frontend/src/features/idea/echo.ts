import type { Schema } from "@/lib/api";

/** An idea in a list, without an excerpt that only repeats the title: short statements are all title. */
export const withoutEcho = (idea: Schema["IdeaSummary"]): Schema["IdeaSummary"] =>
  idea.excerpt === idea.title ? { ...idea, excerpt: "" } : idea;

/** Whether the text of an idea says no more than its title. Markdown's escapes do not count. */
export const echoesTitle = ({ title, body }: Pick<Schema["Idea"], "title" | "body">): boolean =>
  body.replace(/\\(?=[!-/:-@[-`{-~])/g, "").trim() === title;
