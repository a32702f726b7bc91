import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate, useRouterState } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { remaining } from "@/features/editing/required";
import type { Schema } from "@/lib/api";
import { saveDraft, useDraft } from "@/lib/draft";
import { type ApiError, asApiError } from "@/lib/errors";
import { useSession } from "@/lib/use-session";
import { useToast } from "@/ui/Toast";
import { faults, type IdeaFields, NO_FIELDS, settingOf } from "./idea-fields";
import { useCreateIdea } from "./mutations";
import { openChallengesQuery } from "./queries";
import { stateTold } from "./state-told";

const KEY = "idea.new";

type Sending = "draft" | "published";

/** The form for a new idea: its draft, its checks, and its way to the server by the log-in if need be. */
export function useNewIdea(challenge: string | undefined, as = "") {
  const draft = useNewDraft(challenge);
  const challenges = useQuery(openChallengesQuery);
  const { status } = useSession();
  const create = useCreateIdea();
  const signIn = useSignInAndBack();
  const opened = useOpenIdea();
  const [fault, setFault] = useState<ApiError>();
  const [organisationId, writeAs] = useState(as);
  const [sending, setSending] = useState<Sending>("published");
  const { fields } = draft;

  const send = (state: Sending) => {
    if (create.isPending || status === "restoring") return;
    const open = challenges.data ?? [];
    const found = faults(fields, open);
    create.reset();
    setFault(found);
    if (found) return;
    saveDraft(KEY, fields);
    if (status === "anonymous") return signIn();
    setSending(state);
    const challengeIds = challenges.data ? answered(fields, open) : fields.challengeIds;
    const onSuccess = ({ value }: { value: Schema["Idea"] }) => {
      draft.clear();
      opened(value);
    };
    const by = organisationId ? { organisationId } : {};
    const { title, body } = fields;
    create.mutate({ title, body, ...settingOf(fields), ...by, challengeIds, state }, { onSuccess });
  };
  const wrong = remaining(fault, faults(fields, challenges.data ?? []));
  const error = wrong ?? (create.error ? asApiError(create.error) : undefined);
  return {
    ...draft,
    challenges,
    send,
    /** Keeps the draft at once, before one leaves the page. */
    keep: () => void saveDraft(KEY, fields),
    organisationId,
    writeAs,
    error,
    anonymous: status === "anonymous",
    busy: create.isPending ? sending : undefined,
  };
}

const answered = (fields: IdeaFields, open: Schema["ChallengeSummary"][]) =>
  fields.challengeIds.filter((id) => open.some((challenge) => challenge.id === id));

// The challenge one came from is chosen, also when an earlier draft is taken up again.
function useNewDraft(challenge: string | undefined) {
  const draft = useDraft(KEY, NO_FIELDS);
  const { fields, set } = draft;
  const written = fields.title.trim() !== "" || fields.body.trim() !== "";
  const [resumed, setResumed] = useState(draft.restored && written);
  // biome-ignore lint/correctness/useExhaustiveDependencies: on arrival only; afterwards the choice is the writer's.
  useEffect(() => {
    const kept = written ? fields.challengeIds : [];
    set({ challengeIds: challenge ? [...new Set([...kept, challenge])] : kept });
  }, [challenge]);
  const discard = () => {
    draft.reset();
    setResumed(false);
    if (challenge) set({ challengeIds: [challenge] });
  };
  return { fields, set, clear: draft.clear, resumed, discard };
}

function useSignInAndBack() {
  const navigate = useNavigate();
  const next = useRouterState({ select: (state) => state.location.href });
  return () => void navigate({ to: "/login", search: { next } });
}

function useOpenIdea() {
  const { t } = useLingui();
  const toast = useToast();
  const navigate = useNavigate();
  return (idea: Schema["Idea"]) => {
    toast({ text: idea.state === "draft" ? t`Utkastet är sparat.` : stateTold(idea.state) });
    void navigate({ to: "/ideas/$ideaId", params: { ideaId: idea.id } });
  };
}
