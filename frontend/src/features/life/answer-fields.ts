import type { Schema } from "@/lib/api";

export const decisions = [
  "accepted",
  "partly-accepted",
  "declined",
  "in-dialogue",
] as const satisfies Schema["AnswerDecision"][];

export type AnswerFields = {
  decision: string;
  body: string;
  nextStep: string;
  contact: string;
  /** An organisation here, or empty: then its name in `department`. */
  departmentId: string;
  department: string;
};

export const noAnswer: AnswerFields = {
  decision: "",
  body: "",
  nextStep: "",
  contact: "",
  departmentId: "",
  department: "",
};

/** What the form says, as the API takes it: nothing that is empty, and one department. */
export function toAnswer(fields: AnswerFields): Schema["OfficialAnswerCreate"] {
  const nextStep = fields.nextStep.trim();
  const contact = fields.contact.trim();
  return {
    decision: fields.decision as Schema["AnswerDecision"],
    body: fields.body.trim(),
    ...(nextStep ? { nextStep } : {}),
    ...(contact ? { contact } : {}),
    ...(fields.departmentId
      ? { departmentId: fields.departmentId }
      : { department: fields.department.trim() }),
  };
}
