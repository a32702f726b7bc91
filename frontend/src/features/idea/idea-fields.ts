import { t } from "@lingui/core/macro";
import { parsePlace } from "@/features/map/place";
import { TOPICS_MAX } from "@/features/topic/topics-max";
import type { Schema } from "@/lib/api";
import { invalid } from "@/lib/error-text";
import type { ApiError, FieldError } from "@/lib/errors";

/** What the form for an idea holds. */
export type IdeaFields = {
  title: string;
  body: string;
  challengeIds: string[];
  topicIds: string[];
  /** Chosen by hand; without a place only. */
  districtId: string;
  /** Longitude and latitude with a comma between. */
  place: string;
};

/** A form to begin with. */
export const NO_FIELDS: IdeaFields = {
  title: "",
  body: "",
  challengeIds: [],
  topicIds: [],
  districtId: "",
  place: "",
};

/** Characters allowed. */
export const TITLE_MAX = 150;
export const BODY_MAX = 20_000;
const TITLE_MIN = 3;

type Challenge = Pick<Schema["ChallengeSummary"], "id" | "voting">;

/** What must be put right before the idea can be sent; undefined when nothing must. Call at render time. */
export function faults(fields: IdeaFields, challenges: Challenge[]): ApiError | undefined {
  const errors: FieldError[] = [];
  const add = (field: keyof IdeaFields, code: string, detail: string) => errors.push({ field, code, detail });
  if ([...fields.title.trim()].length < TITLE_MIN)
    add("title", "too_short", t`Ge idén en rubrik på minst tre tecken.`);
  if ([...fields.title].length > TITLE_MAX)
    add("title", "too_long", t`Korta rubriken till högst 150 tecken.`);
  if (!fields.body.trim()) add("body", "required", t`Berätta vad du vill, om så bara med en mening.`);
  if ([...fields.body].length > BODY_MAX) add("body", "too_long", t`Korta texten till högst 20 000 tecken.`);
  if (!sameVoting(fields.challengeIds, challenges))
    add(
      "challengeIds",
      "voting_mismatch",
      t`Man röstar på olika sätt i utmaningarna du valt. Behåll den ena sorten.`,
    );
  if (fields.topicIds.length > TOPICS_MAX) add("topicIds", "too_many", t`Välj högst fem ämnen.`);
  return invalid(errors);
}

/** What a new idea says of its subject and place: only what is there. */
export function settingOf({ topicIds, districtId, place: written }: IdeaFields) {
  const place = parsePlace(written);
  return {
    ...(topicIds.length > 0 && { topicIds }),
    ...(place ? { place } : districtId && { districtId }),
  };
}

/** The same for an edit, where what is not there is taken away. */
export function settingEdit({ topicIds, districtId, place: written }: IdeaFields) {
  const place = parsePlace(written);
  return { topicIds, place: place ?? null, ...(!place && { districtId: districtId || null }) };
}

/** Whether the chosen challenges all vote the same way, which an idea's challenges must. */
export function sameVoting(ids: string[], challenges: Challenge[]): boolean {
  const ways = challenges.filter(({ id }) => ids.includes(id)).map(({ voting }) => voting);
  return new Set(ways).size < 2;
}
