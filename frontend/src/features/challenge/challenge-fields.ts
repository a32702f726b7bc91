import { missing } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import type { ApiError } from "@/lib/errors";

/** What the form holds: the API's fields as text, empty where nothing is chosen. */
export type ChallengeFields = {
  title: string;
  question: string;
  description: string;
  voting: string;
  proposers: string;
  voters: string;
  opensAt: string;
  closesAt: string;
  imageId: string;
  /** Where the picture is served; shown in the form and never sent. */
  imageUrl: string;
  imageAlt: string;
  /** The focus area it belongs to. */
  focusAreaId: string;
  topicIds: string[];
};

/** A form to begin with. */
export const noFields: ChallengeFields = {
  title: "",
  question: "",
  description: "",
  voting: "support",
  proposers: "anyone",
  voters: "anyone",
  opensAt: "",
  closesAt: "",
  imageId: "",
  imageUrl: "",
  imageAlt: "",
  focusAreaId: "",
  topicIds: [],
};

export const fieldsOf = (challenge: Schema["Challenge"]): ChallengeFields => ({
  title: challenge.title,
  question: challenge.question,
  description: challenge.description,
  voting: challenge.voting,
  proposers: challenge.proposers,
  voters: challenge.voters,
  opensAt: challenge.opensAt ?? "",
  closesAt: challenge.closesAt ?? "",
  imageId: challenge.imageId ?? "",
  imageUrl: challenge.imageUrl ?? "",
  imageAlt: challenge.imageAlt ?? "",
  focusAreaId: challenge.focusArea?.id ?? "",
  topicIds: challenge.topics.map(({ id }) => id),
});

/** What must be there before the form is worth sending; the rules are the server's. */
export const unready = (fields: ChallengeFields): ApiError | undefined =>
  missing(fields, ["title", "question", "description", ...(fields.imageId ? ["imageAlt"] : [])]);

/** Text that may be long but is one line to the API: a field that grows, without line breaks. */
export const oneLine = (text: string) => text.replaceAll(/\s*\n\s*/g, " ");

export function toCreate(fields: ChallengeFields): Schema["ChallengeCreate"] {
  const { opensAt, closesAt, imageId, imageAlt, focusAreaId } = fields;
  return {
    ...required(fields),
    ...(focusAreaId && { focusAreaId }),
    ...(fields.topicIds.length > 0 && { topicIds: fields.topicIds }),
    ...(opensAt && { opensAt }),
    ...(closesAt && { closesAt }),
    ...(imageId && { imageId, imageAlt }),
  };
}

/** As toCreate, where an emptied field is removed. The focus area, whose leaders lead the challenge too, is sent only by who may appoint. */
export function toEdit(fields: ChallengeFields, mayAppoint: boolean): Schema["ChallengeEdit"] {
  const { opensAt, closesAt, imageId, imageAlt, focusAreaId } = fields;
  return {
    ...required(fields),
    topicIds: fields.topicIds,
    opensAt: opensAt || null,
    closesAt: closesAt || null,
    imageId: imageId || null,
    imageAlt: imageId ? imageAlt : null,
    ...(mayAppoint && { focusAreaId: focusAreaId || null }),
  };
}

const required = ({ title, question, description, voting, proposers, voters }: ChallengeFields) => ({
  title,
  question,
  description,
  voting: voting as Schema["Voting"],
  proposers: proposers as Schema["Eligible"],
  voters: voters as Schema["Eligible"],
});
