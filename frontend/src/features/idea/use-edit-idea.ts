import { useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { remaining } from "@/features/editing/required";
import { useFormDraft } from "@/features/editing/use-form-draft";
import { writePlace } from "@/features/map/place";
import type { Schema, Tagged } from "@/lib/api";
import { type ApiError, asApiError } from "@/lib/errors";
import { useToast } from "@/ui/Toast";
import { faults, type IdeaFields, settingEdit } from "./idea-fields";
import { useEditIdea, useIdeaState } from "./mutations";
import { ideaQuery } from "./queries";
import { stateTold } from "./state-told";

type Idea = Schema["Idea"];

/** The form for an idea that exists: its draft, its checks and its saving, against the version it was begun from. */
export function useEditIdeaForm(base: Tagged<Idea>, challenges: Schema["ChallengeSummary"][]) {
  const idea = base.value;
  const draft = useFormDraft(`idea.${idea.id}`, fieldsOf(idea));
  const [fault, setFault] = useState<ApiError>();
  const edit = useEditIdea(idea.id);
  const step = useIdeaState(idea.id);
  const leave = useLeave(idea.id);
  const client = useQueryClient();
  const { fields } = draft;

  const wrongNow = () => faults(fields, idea.state === "draft" ? challenges : []);
  const finish = (published?: Idea) => {
    draft.clear();
    leave(published);
  };
  const save = (publish: boolean, etag = base.etag) => {
    if (edit.isPending || step.isPending) return;
    const found = wrongNow();
    setFault(found);
    if (found) return;
    const onSuccess = (saved: Tagged<Idea>) => {
      if (!publish) return finish();
      step.mutate({ etag: saved.etag, state: "published" }, { onSuccess: ({ value }) => finish(value) });
    };
    edit.mutate({ etag, body: changed(idea, fields) }, { onSuccess });
  };
  /** What was saved meanwhile, read anew. */
  const reread = () => client.fetchQuery({ ...ideaQuery(idea.id), staleTime: 0 });
  const failure = edit.error ?? step.error;
  const error = remaining(fault, wrongNow()) ?? (failure ? asApiError(failure) : undefined);
  return { ...draft, save, reread, finish, error, busy: edit.isPending || step.isPending };
}

const fieldsOf = ({ title, body, challenges, topics, district, place }: Idea): IdeaFields => ({
  title,
  body,
  challengeIds: challenges.map(({ id }) => id),
  topicIds: topics.map(({ id }) => id),
  districtId: place ? "" : (district?.id ?? ""),
  place: place ? writePlace(place) : "",
});

// The challenges of a published idea are settled, so they are not sent.
function changed(idea: Idea, fields: IdeaFields): Schema["IdeaEdit"] {
  const { title, body, challengeIds } = fields;
  const rest = { title, body, ...settingEdit(fields) };
  return idea.state === "draft" ? { ...rest, challengeIds } : rest;
}

function useLeave(ideaId: string) {
  const { t } = useLingui();
  const toast = useToast();
  const navigate = useNavigate();
  return (published?: Idea) => {
    toast({ text: published ? stateTold(published.state) : t`Ändringen är sparad.` });
    void navigate({ to: "/ideas/$ideaId", params: { ideaId } });
  };
}
